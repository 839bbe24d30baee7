import {
  type Kwargs,
  PyDict,
  type PyObject,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import type { Arguments } from './members.ts';
import { type Part, Parts, type Policy, parts, pathPart, type RelationPath } from './relation-parts.ts';

/** What a relation is made of. */
export interface RelationFields {
  readonly path: RelationPath;
  readonly type: string | null;
  readonly include: Policy;
  readonly quote: Policy;
  /** SQL to read instead of the name: what a source's files are read with. */
  readonly external?: string | undefined;
  /** Of an information schema: the view that is read. */
  readonly view?: string | undefined;
  /** Reads so many rows at most, as `--empty` has it. */
  readonly limit?: number | undefined;
  /** Reads the rows for which this is true, as `--sample` and batches have it. */
  readonly filter?: string | undefined;
  /** Whether this run made it. */
  readonly created?: boolean;
}

/** The names that Relation has for the types. */
export const relationTypes: ReadonlyMap<string, string> = new Map([
  ['Table', 'table'],
  ['View', 'view'],
  ['CTE', 'cte'],
  ['External', 'external'],
  ['MaterializedView', 'materialized_view'],
  ['PointerTable', 'pointer_table'],
  ['Function', 'function'],
  ['Ephemeral', 'ephemeral'],
]);

const types = new Set(relationTypes.values());

/** `RelationType`: the types by their names; called, the type of that name. */
export const relationTypeEnum: PyObject = {
  typeName: 'EnumMeta',
  getAttr: (name) => relationTypes.get(name),
  call: ([type]) => relationType(type),
  attributeNames: () => relationTypes.keys(),
  repr: () => "<enum 'RelationType'>",
};

/** A relation's type as it was given; None for none. */
export function relationType(value: Value | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = toText(value);
  if (types.has(text)) return text;
  throw new TemplateError(
    'A3004',
    `'${text}' is no type of a relation`,
    `use one of ${[...types].join(', ')}`,
  );
}

/** The path that a dict, a path or another relation's path gives, over the one before. */
function pathFrom(value: Value | undefined, before: RelationPath): RelationPath {
  if (value === undefined) return before;
  const path: Record<Part, string | null> = { ...before };
  for (const part of parts) {
    const given =
      value instanceof Parts ? value.values[part] : value instanceof PyDict ? value.get(part) : undefined;
    if (given !== undefined) path[part] = pathPart(part, given);
  }
  return path;
}

/** The policy that a dict or another policy gives, over the one before. */
export function policyFrom(value: Value | undefined, before: Policy): Policy {
  const policy: Record<Part, boolean> = { ...before };
  for (const part of parts) {
    const given =
      value instanceof Parts ? value.values[part] : value instanceof PyDict ? value.get(part) : undefined;
    if (typeof given === 'boolean') policy[part] = given;
  }
  return policy;
}

/** `incorporate(path=…, type=…, …)`: the fields with what the arguments change. */
export function changedFields(kwargs: Kwargs, before: RelationFields): RelationFields {
  const created = kwargs.get('dbt_created');
  const limit = kwargs.get('limit');
  return {
    ...before,
    path: pathFrom(kwargs.get('path'), before.path),
    type: kwargs.has('type') ? relationType(kwargs.get('type')) : before.type,
    include: policyFrom(kwargs.get('include_policy'), before.include),
    quote: policyFrom(kwargs.get('quote_policy'), before.quote),
    ...(typeof created === 'boolean' && { created }),
    ...(typeof limit === 'number' && { limit }),
  };
}

/** The parts that are true or false in the arguments, over the policy before. */
export function policyWith(args: Arguments, before: Policy): Policy {
  const policy: Record<Part, boolean> = { ...before };
  for (const [index, part] of parts.entries()) {
    const value = args[index];
    if (typeof value === 'boolean') policy[part] = value;
  }
  return policy;
}

/** `replace_path(identifier=…)`. */
export function pathWith(changes: Kwargs, before: RelationPath): RelationPath {
  const path: Record<Part, string | null> = { ...before };
  for (const part of parts) if (changes.has(part)) path[part] = pathPart(part, changes.get(part));
  return path;
}

/** The information schema of the relation's database, and one view of it. */
export const informationSchemaFields = (of: RelationFields, view: Value | undefined): RelationFields => ({
  path: { database: of.path.database, schema: null, identifier: 'INFORMATION_SCHEMA' },
  type: 'view',
  include: { database: of.path.database !== null, schema: false, identifier: true },
  quote: { ...of.quote, identifier: false },
  ...(typeof view === 'string' && { view }),
});

/**
 * Whether the parts that are given are the relation's. One that differs in its case only is taken for a mistake,
 * as in dbt.
 */
export function matchesParts(of: RelationFields, args: Arguments): boolean {
  const wanted = parts.flatMap((part, index) => {
    const value = args[index];
    return value === undefined || value === null ? [] : [[part, toText(value)] as const];
  });
  if (wanted.length === 0) throw new TemplateError('A3004', 'matches() was given nothing to look for');
  const exact = wanted.every(([part, text]) =>
    of.created === true && !of.quote[part]
      ? of.path[part]?.toLowerCase() === text.toLowerCase()
      : of.path[part] === text,
  );
  const bare = (text: string) => text.toLowerCase().replace(/^"+|"+$/g, '');
  if (exact || !wanted.every(([part, text]) => bare(of.path[part] ?? 'none') === bare(text))) return exact;
  const asked = wanted.map(([, text]) => text).join('.');
  const found = parts.flatMap((part) => of.path[part] ?? []).join('.');
  throw new TemplateError(
    'A3004',
    `${asked} was looked for, and there is ${found}, which differs in upper and lower case only`,
    'delete that one, or name it as it is',
  );
}
