import { error, fail, ok, type Result } from '../../base/index.ts';
import {
  isMapping,
  isSequence,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../../project/index.ts';
import type { UnitTestRows } from '../unit-test-node.ts';
import { csvRows } from './csv-rows.ts';
import type { RowSources } from './settings.ts';

/** The rows of an input or of what is expected, from wherever they are given. */
export function rowsOf(
  given: YamlMapping,
  at: YamlPath,
  { properties, fixture, seedRows }: RowSources,
): Result<UnitTestRows> {
  const format = (typeof given.format === 'string' ? given.format : 'dict') as UnitTestRows['format'];
  const { rows = null } = given;
  const name = typeof given.fixture === 'string' ? given.fixture : undefined;
  const wrong = (message: string, hint: string) =>
    fail(
      error('A2312', `the unit test '${properties.name}' ${message}`, {
        location: properties.locate(...at),
        hint,
      }),
    );
  if (format === 'dict') {
    if (rows === null && name === undefined) {
      const seed = seedRows(typeof given.input === 'string' ? given.input : '');
      return seed === undefined
        ? wrong(
            at[0] === 'expect' ? 'says nothing of the rows that are expected' : 'has an input without rows',
            'give it rows; only a seed can be without, and has those of its file',
          )
        : ok({ format, rows: firstWhole(seed) });
    }
    if (!isSequence(rows) || !rows.every(isMapping))
      return wrong('has rows that are no list of mappings', "say 'format: csv' or 'format: sql' for a text");
    return ok({ format, rows: firstWhole(rows), ...named(name) });
  }
  if (name === undefined && typeof rows !== 'string')
    return wrong(
      `has rows in the format ${format} that are no text`,
      "give them as a text below 'rows: |', or name a 'fixture:'",
    );
  // dbt evaluates the text as a template, which takes the last line end.
  const text = name === undefined ? String(rows).replace(/\n$/, '') : fixture(name, format);
  if (text === undefined)
    return fail(
      error('A2313', `there is no fixture '${name ?? ''}' in the format ${format}`, {
        location: properties.locate(...at, 'fixture'),
        hint: `it is a file ${name ?? ''}.${format} in the folder fixtures below the test paths`,
      }),
    );
  if (format === 'sql') return ok({ format, rows: text, ...named(name) });
  return ok({ format, rows: firstWhole(csvRows(text)), ...named(name) });
}

const named = (fixture: string | undefined) => (fixture === undefined ? {} : { fixture });

/** As in dbt, the first row without a null comes first, since the types of columns are those of the first row. */
function firstWhole(rows: readonly YamlMapping[]): readonly YamlMapping[] {
  const index = rows.findIndex(isWhole);
  if (index < 1) return rows;
  const sorted = [...rows];
  [sorted[0], sorted[index]] = [rows[index]!, rows[0]!];
  return sorted;
}

const isWhole = (row: YamlMapping): boolean => Object.values(row).every((value: YamlValue) => value !== null);

/** Whether rows are given of which none has a value in each column. */
export const lacksWholeRow = ({ rows }: UnitTestRows): boolean =>
  Array.isArray(rows) && rows.length > 0 && !(rows as readonly YamlMapping[]).some(isWhole);
