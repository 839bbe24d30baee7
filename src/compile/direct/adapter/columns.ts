import { listOf, PyDict, TemplateError, toText, truthy, type Value } from '../../../template/index.ts';
import { Column } from '../../objects/column.ts';
import { MappedSequence } from '../../objects/mapped-sequence.ts';
import type { Arguments } from '../../objects/members.ts';
import { Relation } from '../../objects/relation.ts';
import { Table } from '../../objects/table.ts';
import type { Rendering } from '../rendering.ts';
import { execute } from './execute-statement.ts';
import type { AdapterMethods } from './methods.ts';
import { relationArgument } from './relations.ts';

/** The columns of a relation; none of one that is not there. */
export function columnsIn(rendering: Rendering, relation: Relation): Column[] {
  const found = rendering.effects.attempt(
    () => listOf(rendering.callMacro('get_columns_in_relation', { relation })),
    ({ kind }) => kind === 'missing_relation',
  );
  return (found ?? []).filter((column) => column instanceof Column);
}

function missingColumns(rendering: Rendering, [given, to]: Arguments): Value {
  const from = relationArgument('get_missing_columns', given);
  const target = relationArgument('get_missing_columns', to);
  const own = columnsIn(rendering, from);
  const known = new Set(columnsIn(rendering, target).map(({ fields }) => fields.column));
  return own.filter(({ fields }) => !known.has(fields.column));
}

/** The columns that a query would give, those of structs one by one. */
function columnsOfQuery(rendering: Rendering, sql: Value | undefined): Value {
  const { table } = execute(rendering, { sql: `DESCRIBE (${toText(sql ?? '')})`, begin: false, fetch: true });
  return table.data.rows.flatMap(([name = '', type = '']) =>
    new Column({ column: toText(name), dtype: toText(type) }).flatten(),
  );
}

const sqlTypes = {
  Integer: 'integer',
  Text: 'text',
  Boolean: 'boolean',
  DateTime: 'timestamp without time zone',
  ISODateTime: 'timestamp without time zone',
  Date: 'date',
  TimeDelta: 'time',
} as const;

/** The type of the database for a column of a table: `load_agate_table()`'s, for one. */
function convertType([table, index]: Arguments): Value {
  if (!(table instanceof Table)) throw new TemplateError('A3003', 'convert_type() needs a table');
  const at = Number(index);
  const type = table.data.types[at];
  if (type === undefined) throw new TemplateError('A3006', `the table has no column ${at}`);
  if (type !== 'Number') return sqlTypes[type];
  const hasFraction = table.data.rows.some((row) => /\.\d*[1-9]|[eE]-/.test(toText(row[at] ?? '')));
  return hasFraction ? 'float8' : 'integer';
}

function checkSnapshotTarget(rendering: Rendering, [given, names, strategy]: Arguments): Value {
  const relation = relationArgument('valid_snapshot_target', given);
  const known = new Set(columnsIn(rendering, relation).map(({ fields }) => fields.column.toLowerCase()));
  const needed = ['dbt_scd_id', 'dbt_valid_from', 'dbt_valid_to'];
  if (strategy instanceof PyDict && strategy.get('hard_deletes') === 'new_record')
    needed.push('dbt_is_deleted');
  const missing = needed
    .map((name) => (names instanceof PyDict ? toText(names.get(name) ?? name) : name))
    .filter((name) => !known.has(name.toLowerCase()));
  if (missing.length === 0) return null;
  throw new TemplateError(
    'A3004',
    `${relation.name} is no snapshot: it has no ${missing.join(', ')}`,
    'was the table there before? drop or rename it, and run the snapshot again',
  );
}

/** `show grants` as the config `grants` has it: who has each privilege. */
function standardizeGrants([table]: Arguments): Value {
  const grants = new PyDict();
  for (const row of listOf(table ?? [])) {
    const of = (name: string): Value => (row instanceof MappedSequence ? row.named(name) : undefined) ?? null;
    const known = grants.get(of('privilege_type'));
    if (Array.isArray(known)) known.push(of('grantee'));
    else grants.set(of('privilege_type'), [of('grantee')]);
  }
  return grants;
}

const quoted = (name: string): string => `"${name}"`;

/** What adapter has for columns, their types and names. */
export const columnMethods: AdapterMethods = {
  get_columns_in_relation: [
    'relation',
    (rendering, [relation]) => columnsIn(rendering, relationArgument('get_columns_in_relation', relation)),
  ],
  get_columns_in_table: [
    'schema identifier',
    (rendering, [schema, identifier]) =>
      columnsIn(
        rendering,
        Relation.of(
          { database: rendering.database, schema: toText(schema!), identifier: toText(identifier!) },
          { quote: rendering.relations.quoting },
        ),
      ),
  ],
  get_missing_columns: ['from_relation to_relation', missingColumns],
  get_column_schema_from_query: ['sql', (rendering, [sql]) => columnsOfQuery(rendering, sql)],
  // Text has no length in DuckDB, so that no column is ever too narrow.
  expand_target_column_types: ['from_relation to_relation', () => null],
  convert_type: ['agate_table col_idx', (_rendering, args) => convertType(args)],
  quote: ['identifier', (_rendering, [name]) => quoted(toText(name!))],
  quote_as_configured: [
    'identifier quote_key',
    (rendering, [name, key]) => {
      const { quoting } = rendering.relations;
      const isQuoted = key === 'database' || key === 'schema' || key === 'identifier' ? quoting[key] : false;
      return isQuoted ? quoted(toText(name!)) : toText(name!);
    },
  ],
  quote_seed_column: [
    'column quote_config',
    (_rendering, [column, config]) => {
      if (config !== undefined && config !== null && typeof config !== 'boolean')
        throw new TemplateError('A3004', `quote_columns has to be true or false, and not ${toText(config)}`);
      return config === false ? toText(column!) : quoted(toText(column!));
    },
  ],
  valid_snapshot_target: ['relation column_names?', checkSnapshotTarget],
  assert_valid_snapshot_target_given_strategy: ['relation column_names strategy', checkSnapshotTarget],
  standardize_grants_dict: ['grants_table', (_rendering, args) => standardizeGrants(args)],
  get_hard_deletes_behavior: [
    'config',
    (_rendering, [config]) => {
      const of = (key: string): Value =>
        (config instanceof PyDict ? config.get(key) : configOf(config, key)) ?? null;
      return hardDeletes(of('invalidate_hard_deletes'), of('hard_deletes'));
    },
  ],
};

/** `config` itself may be given, which has its values behind `get`. */
function configOf(config: Value | undefined, key: string): Value | undefined {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return undefined;
  const get = config.getAttr?.('get');
  if (typeof get !== 'object' || get === null || Array.isArray(get)) return undefined;
  return get.call?.([key], new Map());
}

function hardDeletes(legacy: Value, given: Value): string {
  if (legacy !== null && given !== null)
    throw new TemplateError(
      'A3004',
      'a snapshot has either hard_deletes or invalidate_hard_deletes, not both',
    );
  if (truthy(legacy) || given === 'invalidate') return 'invalidate';
  if (given === 'new_record' || given === 'ignore') return given;
  if (given === null) return 'ignore';
  throw new TemplateError(
    'A3004',
    `hard_deletes cannot be '${toText(given)}'`,
    "use 'ignore', 'invalidate' or 'new_record'",
  );
}
