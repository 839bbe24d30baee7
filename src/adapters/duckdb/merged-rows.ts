import type { Statement } from '../../adapter/index.ts';
import { folderName, literal, quote, quoteAll, relation } from './identifiers.ts';

type Merged = Pick<
  Extract<Statement, { kind: 'create_merged_view' }>,
  'base' | 'added' | 'on' | 'where' | 'columns'
>;
export type ParquetChanges = Extract<Statement, { kind: 'write_parquet_changes' }>;

const matches = (on: readonly string[], left: string, right: string, operator = '='): string =>
  on.map((key) => `${left}.${quote(key)} ${operator} ${right}.${quote(key)}`).join(' and ');

/** A condition on lines of its own, so that a comment at its end hides nothing. */
export const condition = (where: string): string => `(\n${where}\n)`;

/** Whether a row of `base` is replaced; nothing where none is. */
function isReplaced({ added, on, where }: Merged): string | undefined {
  if (where !== undefined) return condition(where);
  if (on.length === 0) return undefined;
  return `exists (select 1 from ${relation(added)} as source where ${matches(on, 'target', 'source')})`;
}

/** The rows of `base` without those that are replaced, and the added ones. */
export function mergedRows(merged: Merged): string {
  const { base, added, columns } = merged;
  const replaced = isReplaced(merged);
  const kept =
    replaced === undefined
      ? ''
      : merged.where === undefined
        ? `\nwhere not ${replaced}`
        : `\nwhere ${replaced} is not true`;
  return `select * from ${relation(base)} as target${kept}\nunion all by name\nselect ${quoteAll(columns)} from ${relation(added)}`;
}

/** The partitions that added rows fall into, and those that lose a row. */
function touchedPartitions(changes: ParquetChanges): string {
  const { base, added, partitionBy } = changes;
  const keys = quoteAll(partitionBy);
  const replaced = isReplaced(changes);
  const lost =
    replaced === undefined ? '' : `\nunion select ${keys} from ${relation(base)} as target where ${replaced}`;
  return `select ${keys} from ${relation(added)}${lost}`;
}

/** The merged rows of the partitions that change; all of them where there are no partitions. */
export function changedRows(statement: ParquetChanges): string {
  if (statement.partitionBy.length === 0) return mergedRows(statement);
  const same = matches(statement.partitionBy, 'merged', 'touched', 'is not distinct from');
  return `select * from (\n${mergedRows(statement)}\n) as merged\nwhere exists (select 1 from (${touchedPartitions(statement)}) as touched where ${same})`;
}

/** A query for the files below `previous` that hold a partition that changes. */
export function touchedFiles(statement: ParquetChanges, previous: string): string {
  const same = statement.partitionBy
    .map((key) => `stored.${quote(folderName(key))} is not distinct from touched.${quote(key)}`)
    .join(' and ');
  const types = statement.partitionBy.map((key) => `${literal(folderName(key))}: varchar`).join(', ');
  const touched = statement.partitionBy.map((key) => `${quote(key)}::varchar as ${quote(key)}`).join(', ');
  return (
    `select distinct stored.filename from read_parquet(${literal(`${previous}/**/*.parquet`)}, hive_partitioning=true, hive_types={${types}}, filename=true, union_by_name=true) as stored\n` +
    `where exists (select 1 from (select ${touched} from (${touchedPartitions(statement)})) as touched where ${same})`
  );
}
