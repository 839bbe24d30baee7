import { listOf, PyDict, type PyObject, TemplateError, toText, type Value } from '../../../template/index.ts';
import { type Arguments, Members } from '../../objects/members.ts';
import { Relation } from '../../objects/relation.ts';
import type { Rendering } from '../rendering.ts';

/** `exceptions`: the errors and warnings that templates raise themselves. */
export class Exceptions implements PyObject {
  readonly typeName = 'dict';
  readonly rendering: Rendering;

  constructor(rendering: Rendering) {
    this.rendering = rendering;
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : undefined;
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }
}

const raise = (message: string, hint?: string, detail?: readonly string[]): never => {
  const [first = '', ...rest] = message.split('\n');
  const margin = Math.min(...rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  const lines = [...rest.map((line) => line.slice(margin)), ...(detail ?? [])];
  throw new TemplateError('A3030', first, hint, lines.length > 0 ? lines : undefined);
};

const named = (value: Value | undefined): string =>
  value instanceof Relation ? value.name : toText(value ?? '');

const says =
  (before: string) =>
  (_self: Exceptions, [message]: Arguments): never =>
    raise(before + toText(message ?? ''));

function contractError([yaml, sql]: Arguments): never {
  const typesOf = (columns: Value | undefined): Map<string, string> =>
    new Map(
      listOf(columns ?? []).flatMap((column) =>
        column instanceof PyDict
          ? [
              [
                toText(column.get('name') ?? '').toLowerCase(),
                toText(column.get('formatted') ?? column.get('data_type') ?? ''),
              ],
            ]
          : [],
      ),
    );
  const declared = typesOf(yaml);
  const found = typesOf(sql);
  const rows = [...new Set([...found.keys(), ...declared.keys()])]
    .sort()
    .map((name) => [name, found.get(name) ?? 'none', declared.get(name) ?? 'none'] as const)
    .filter(([, given, promised]) => given !== promised)
    .map(([name, given, promised]) => [name, typeIn(given, name), typeIn(promised, name)] as const);
  return raise(
    'the query does not give the columns of the contract',
    'change the query, or the columns in the properties of the model',
    rows.length === 0 ? [] : aligned([['column', 'given', 'contract'], ...rows]),
  );
}

/** The type in `id INTEGER`. */
const typeIn = (formatted: string, name: string): string =>
  formatted.startsWith(`${name} `) ? formatted.slice(name.length + 1) : formatted;

function aligned(rows: readonly (readonly [string, string, string])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map(([name, given, promised]) =>
    `${name.padEnd(widths[0]!)}  ${given.padEnd(widths[1]!)}  ${promised}`.trimEnd(),
  );
}

const members = new Members<Exceptions>(
  {},
  {
    warn: [
      'msg node?',
      ({ rendering }, [message]) => {
        rendering.warn(toText(message ?? ''));
        return '';
      },
    ],
    raise_compiler_error: ['msg node?', says('')],
    raise_database_error: ['msg node?', says('')],
    raise_not_implemented: ['msg', says('')],
    raise_dependency_error: ['msg', says('')],
    raise_fail_fast_error: ['msg node?', says('')],
    raise_cache_inconsistent: ['message', says('')],
    raise_dataclass_not_dict: ['obj', says('this is no mapping: ')],
    raise_ambiguous_alias: ['node_1 node_2 duped_name?', says('two nodes have one alias: ')],
    raise_ambiguous_catalog_match: ['unique_id match_1 match_2', says('several relations match ')],
    raise_dep_not_found: [
      'node node_description required_pkg',
      says('a package is missing that is needed by '),
    ],
    raise_duplicate_patch_name: ['patch_1 existing_patch_path', says('this is described twice: ')],
    raise_duplicate_resource_name: ['node_1 node_2', says('two nodes have one name: ')],
    raise_invalid_property_yml_version: ['path issue', says('this is no properties file: ')],
    missing_config: [
      'model name',
      (_self, [, name]) => raise(`the config '${toText(name ?? '')}' is required here and not given`),
    ],
    missing_materialization: [
      'model adapter_type',
      ({ rendering }) => raise(`there is no materialization for ${rendering.node?.name ?? 'this'}`),
    ],
    missing_relation: [
      'relation model?',
      (_self, [relation]) => raise(`there is no relation ${named(relation)}`),
    ],
    relation_wrong_type: [
      'relation expected_type model?',
      (_self, [relation, expected]) =>
        raise(
          `${named(relation)} is a ${relation instanceof Relation ? relation.fields.type : 'relation'}, and would have to be a ${toText(expected ?? '')}`,
          'drop it, and run again',
        ),
    ],
    raise_contract_error: ['yaml_columns sql_columns', (_self, args) => contractError(args)],
    column_type_missing: [
      'column_names',
      (_self, [names]) =>
        raise(
          'a model with a contract says the data_type of each of its columns',
          undefined,
          listOf(names ?? []).map((name) => `${toText(name)} has none`),
        ),
    ],
    warn_snapshot_timestamp_data_types: [
      'snapshot_time_data_type updated_at_data_type',
      ({ rendering }, [own, given]) => {
        rendering.warn(
          `Data type of snapshot table timestamp columns (${toText(own ?? '')}) doesn't match derived column 'updated_at' (${toText(given ?? '')}). Please update snapshot config 'updated_at'.`,
        );
        return null;
      },
    ],
  },
);
