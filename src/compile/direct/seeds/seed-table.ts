import { resolve } from 'node:path';
import { readText } from '../../../project/index.ts';
import { TemplateError } from '../../../template/index.ts';
import { Table } from '../../objects/table.ts';
import { distinctNames, type TableData } from '../../objects/table-data.ts';
import type { Rendering } from '../rendering.ts';
import { csvRows } from './csv-text.ts';
import { typedValues } from './seed-types.ts';

/** `load_agate_table()`: a seed's file as a table, with the types that dbt finds in it. */
export function loadSeed(rendering: Rendering): Table {
  const { node } = rendering;
  if (node?.resource !== 'seed')
    throw new TemplateError(
      'A3004',
      'load_agate_table() is for seeds',
      `this is a ${node?.resource ?? 'macro'}`,
    );
  const read = readText(resolve(node.packageRoot, node.path), node.path);
  if (!read.ok) {
    const [problem] = read.diagnostics;
    throw new TemplateError('A3004', problem?.message ?? `${node.path} cannot be read`, problem?.hint);
  }
  const data = tableOf(
    csvRows(read.value.source.text, node.config.delimiter),
    new Set(Object.keys(node.config.columnTypes)),
    node.path,
  );
  return new Table(
    () => data,
    (line) => rendering.say(line, 'print'),
  );
}

function tableOf(rows: readonly (readonly string[])[], texts: ReadonlySet<string>, path: string): TableData {
  const [header = [], ...body] = rows;
  const names = distinctNames(header.map((name, index) => (name === '' ? letters(index) : name)));
  for (const [index, row] of body.entries())
    if (row.length > names.length)
      throw new TemplateError(
        'A3004',
        `${path}: row ${index + 1} has ${row.length} values, and there are ${names.length} columns`,
        'put a value that has the delimiter in it between double quotes',
      );
  const columns = names.map((name, index) =>
    typedValues(
      body.map((row) => row[index] ?? null),
      texts.has(name),
    ),
  );
  return {
    names,
    types: columns.map(({ type }) => type),
    rows: body.map((_, row) => columns.map(({ values }) => values[row]!)),
  };
}

/** `a`, `b`, …, `aa`: what a column without a name is called. */
const letters = (index: number): string => {
  const letter = String.fromCharCode(97 + (index % 26));
  return letter.repeat(Math.floor(index / 26) + 1);
};
