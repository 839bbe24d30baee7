import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../../adapter/index.ts';
import type { RelationName } from '../../../base/index.ts';
import type { Api } from '../connection.ts';
import { normalize } from '../errors.ts';
import { quote, relation } from '../identifiers.ts';
import { describeQuery } from './catalog.ts';
import { type CatalogTable, catalogTables } from './catalog-tables.ts';
import { hashOf, mayCollate } from './hash-of.ts';

/** A statement costs more than a small table, and one over very many tables more than its share. */
const batch = 100;

/** From so many relations on, one look at the whole catalog is cheaper than one at each. */
const many = 16;

/** A relation that is to be read. */
interface Candidate {
  readonly index: number;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly hash: string;
  /** Whether its rows are still to be counted. */
  readonly isOfAnySize: boolean;
}

/**
 * For each of the relations the number of its rows and a digest of them, as one text. It is the same for the same
 * rows in any order, under the same columns; undefined where the relation is not there, has more than `maxRows`
 * rows, or has a type whose values the hash cannot tell apart. Throws DuckDB's error.
 */
export async function contentsOf(
  api: Api,
  connection: DuckDBConnection,
  relations: readonly RelationName[],
  maxRows: number,
): Promise<(string | undefined)[]> {
  const catalog = relations.length < many ? undefined : await catalogTables(connection);
  const candidates: Candidate[] = [];
  for (const [index, name] of relations.entries()) {
    const table = simple(catalog?.(name));
    const columns = table === undefined ? await lookUp(api, connection, name) : small(table, maxRows);
    const hash = columns && hashOf(columns);
    if (columns !== undefined && hash !== undefined)
      candidates.push({ index, name: relation(name), columns, hash, isOfAnySize: table === undefined });
  }
  const chosen = maxRows === Infinity ? candidates : await withoutLarge(connection, candidates, maxRows);
  const found: (string | undefined)[] = relations.map(() => undefined);
  const hashed = await inBatches(chosen, async (part) => {
    const each = part.map(({ index, name, hash }) => `select ${index} as i, ${hash} as h from ${name}`);
    const result = await connection.run(
      `select i, count(*), sum(h) from (\n${each.join('\nunion all\n')}\n) group by i`,
    );
    const rows = new Map((await result.getRowsJson()).map(([index, ...rest]) => [Number(index), rest]));
    return part.map((candidate) => [candidate, ...(rows.get(candidate.index) ?? [0, 0])] as const);
  });
  for (const [{ index, columns }, count, sum] of hashed)
    if (Number(count) <= maxRows) found[index] = textOf(api, columns, Number(count), String(sum));
  return found;
}

async function withoutLarge(
  connection: DuckDBConnection,
  candidates: readonly Candidate[],
  maxRows: number,
): Promise<readonly Candidate[]> {
  const unsure = candidates.filter(({ isOfAnySize }) => isOfAnySize);
  const counted = await inBatches(unsure, async (part) => {
    const counts = part.map(({ index, name }) => `select ${index} as i, count(*) as n from ${name}`);
    return (await connection.run(counts.join('\nunion all\n'))).getRowsJson();
  });
  const small = new Set(
    counted.filter(([, count]) => Number(count) <= maxRows).map(([index]) => Number(index)),
  );
  return candidates.filter(({ index, isOfAnySize }) => !isOfAnySize || small.has(index));
}

/** What a piece of work gives for the candidates, without those that it fails for: a view may not run. */
async function inBatches<T>(
  candidates: readonly Candidate[],
  work: (part: readonly Candidate[]) => Promise<readonly T[]>,
  size = batch,
): Promise<T[]> {
  const done: T[] = [];
  for (let start = 0; start < candidates.length; start += size) {
    const part = candidates.slice(start, start + size);
    try {
      done.push(...(await work(part)));
    } catch (thrown) {
      throwIfGrave(thrown);
      if (part.length > 1) done.push(...(await inBatches(part, work, 1)));
    }
  }
  return done;
}

/** Whatever else is wrong is wrong with the relation, and another's to report. */
function throwIfGrave(thrown: unknown): void {
  const { kind, message } = normalize(thrown, '');
  const grave =
    ['interrupted', 'out_of_memory', 'disk_full'].includes(kind) || /aborted|invalidated/.test(message);
  if (grave) throw thrown;
}

/** To be changed with `hashOf`. DuckDB may hash otherwise in its next version, so that counts too. */
const version = 1;

function textOf(api: Api, columns: readonly Column[], count: number, sum: string): string {
  const of = JSON.stringify([version, api.version(), columns.map(({ name, type }) => [name, type]), sum]);
  return `${count}:${createHash('sha256').update(of).digest('hex').slice(0, 32)}`;
}

/** The catalog and the API write the names of other types differently. */
const simple = (table: CatalogTable | undefined): CatalogTable | undefined =>
  table?.columns.every(({ type }) => /^[A-Z_ ]+(\(\d+,\d+\))?$/.test(type) && type !== 'BIGNUM') === true
    ? table
    : undefined;

const small = ({ columns, rows, collates }: CatalogTable, maxRows: number): readonly Column[] | undefined =>
  rows > maxRows || collates ? undefined : columns;

async function lookUp(
  api: Api,
  connection: DuckDBConnection,
  name: RelationName,
): Promise<readonly Column[] | undefined> {
  try {
    const columns = await describeQuery(api, connection, `from ${relation(name)}`);
    const texts = columns.filter(({ type }) => mayCollate(type)).map((column) => quote(column.name));
    if (texts.length > 0 && (await collates(api, connection, relation(name), texts))) return undefined;
    return columns;
  } catch (thrown) {
    throwIfGrave(thrown);
    return undefined;
  }
}

/** DuckDB says nowhere what a column is compared by, but it does not compare by two things at once. */
async function collates(
  api: Api,
  connection: DuckDBConnection,
  name: string,
  texts: readonly string[],
): Promise<boolean> {
  try {
    await describeQuery(
      api,
      connection,
      `select ${texts.map((text) => `${text} = '' collate nfc`).join(', ')} from ${name}`,
    );
    return false;
  } catch (thrown) {
    if (normalize(thrown, '').message.includes('different collation')) return true;
    throw thrown;
  }
}
