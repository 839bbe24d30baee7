import { sha256 } from '../../base/index.ts';
import { isMapping, type ModelConfig } from '../../project/index.ts';
import type { ColumnInfo, Constraint, Contract } from '../node-parts.ts';

/** `contract:` of a model; with what tells whether its shape has changed, where it is enforced. */
export function contractOf(
  { raw, materialized }: ModelConfig,
  columns: readonly ColumnInfo[],
  constraints: readonly Constraint[],
): Contract {
  const given = isMapping(raw.contract) ? raw.contract : {};
  const enforced = given.enforced === true;
  const aliasTypes = given.alias_types !== false;
  if (!enforced) return { enforced, aliasTypes };
  return { enforced, aliasTypes, checksum: checksumOf(columns, materialized, constraints) };
}

const enforcing = new Set(['table', 'incremental']);

function checksumOf(
  columns: readonly ColumnInfo[],
  materialized: string,
  constraints: readonly Constraint[],
): string {
  const sorted = [...columns].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const shape = sorted.map(
    (column) => `|${column.name}${column.dataType ?? 'None'}${pythonList(column.constraints ?? [], false)}`,
  );
  const whole = enforcing.has(materialized) ? `${materialized}${pythonList(constraints, true)}` : '';
  return sha256(`${shape.join('')}${whole}`);
}

/** As Python prints dbt's constraint objects, since dbt's checksums are made of that. */
function pythonList(constraints: readonly Constraint[], ofModel: boolean): string {
  const printed = constraints.map((constraint) => {
    const { type, name, expression, warnUnenforced, warnUnsupported, to, toColumns, columns } = constraint;
    const fields = [
      `type=<ConstraintType.${type}: ${quoted(type)}>`,
      `name=${orNone(name)}`,
      `expression=${orNone(expression)}`,
      `warn_unenforced=${warnUnenforced ? 'True' : 'False'}`,
      `warn_unsupported=${warnUnsupported ? 'True' : 'False'}`,
      `to=${orNone(to)}`,
      `to_columns=${listOf(toColumns)}`,
      ...(ofModel ? [`columns=${listOf(columns)}`] : []),
    ];
    return `${ofModel ? 'ModelLevelConstraint' : 'ColumnLevelConstraint'}(${fields.join(', ')})`;
  });
  return `[${printed.join(', ')}]`;
}

const quoted = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
const orNone = (text: string | undefined): string => (text === undefined ? 'None' : quoted(text));
const listOf = (texts: readonly string[] | undefined): string => `[${(texts ?? []).map(quoted).join(', ')}]`;
