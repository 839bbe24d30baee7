import { listOf, PyDict, TemplateError, toText, truthy, type Value } from '../../../template/index.ts';
import type { AdapterMethods } from './methods.ts';

const types = ['check', 'not_null', 'unique', 'primary_key', 'foreign_key', 'custom'];

interface Constraint {
  readonly type: string;
  readonly name: string;
  readonly expression: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly toColumns: readonly string[];
}

function constraintOf(value: Value): Constraint {
  const of = (key: string): Value => (value instanceof PyDict ? value.get(key) : undefined) ?? null;
  const text = (key: string): string => (of(key) === null ? '' : toText(of(key)));
  const names = (key: string): string[] => (of(key) === null ? [] : listOf(of(key)).map(toText));
  const type = text('type');
  if (!types.includes(type))
    throw new TemplateError(
      'A3004',
      `'${type}' is no type of a constraint`,
      `use one of ${types.join(', ')}`,
    );
  return {
    type,
    name: text('name'),
    expression: text('expression'),
    to: withoutDatabase(text('to')),
    columns: names('columns'),
    toColumns: names('to_columns'),
  };
}

/** DuckDB takes no database in what a foreign key points to. */
function withoutDatabase(to: string): string {
  const pieces = to.split('.');
  return pieces.length > 2 ? pieces.slice(1).join('.') : to;
}

/** A column's constraint as DDL; nothing where it says too little. */
function ofColumn({ type, expression, to, toColumns }: Constraint): string | undefined {
  switch (type) {
    case 'check':
      return expression === '' ? undefined : `check (${expression})`;
    case 'not_null':
      return `not null ${expression}`.trim();
    case 'unique':
      return `unique ${expression}`.trim();
    case 'primary_key':
      return `primary key ${expression}`.trim();
    case 'foreign_key':
      return to !== '' && toColumns.length > 0
        ? `references ${to} (${toColumns.join(', ')})`
        : `references ${expression === '' ? 'None' : expression}`;
    default:
      return expression === '' ? undefined : expression.trim();
  }
}

/** A model's constraint as DDL. */
function ofModel({ type, name, expression, to, columns, toColumns }: Constraint): string | undefined {
  const prefix = name === '' ? '' : `constraint ${name} `;
  const list = columns.join(', ');
  const extra = expression === '' ? '' : ` ${expression}`;
  switch (type) {
    case 'check':
      return expression === '' ? undefined : `${prefix}check (${expression})`;
    case 'unique':
      return `${prefix}unique${extra} (${list})`;
    case 'primary_key':
      return `${prefix}primary key${extra} (${list})`;
    case 'foreign_key':
      if (to !== '' && toColumns.length > 0)
        return `${prefix}foreign key (${list}) references ${to} (${toColumns.join(', ')})`;
      return expression === '' ? undefined : `${prefix}foreign key (${list}) references ${expression}`;
    default:
      return expression === '' ? undefined : `${prefix}${expression}`;
  }
}

function columnLines(columns: Value | undefined): string[] {
  if (!(columns instanceof PyDict))
    throw new TemplateError('A3003', 'render_raw_columns_constraints() needs the columns of the model');
  return [...columns.values()].map((column) => {
    const of = (key: string): Value => (column instanceof PyDict ? column.get(key) : undefined) ?? null;
    const name = truthy(of('quote')) ? `"${toText(of('name'))}"` : toText(of('name'));
    const given = of('constraints');
    const constraints =
      given === null ? [] : listOf(given).flatMap((each) => ofColumn(constraintOf(each)) ?? []);
    return [`${name} ${toText(of('data_type'))}`, ...constraints].join(' ');
  });
}

/** What adapter has for the constraints of contracts. */
export const constraintMethods: AdapterMethods = {
  render_raw_columns_constraints: ['raw_columns', (_rendering, [columns]) => columnLines(columns)],
  render_raw_model_constraints: [
    'raw_constraints',
    (_rendering, [constraints]) =>
      listOf(constraints ?? []).flatMap((each) => ofModel(constraintOf(each)) ?? []),
  ],
};
