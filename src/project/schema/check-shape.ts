import type * as z from 'zod/mini';
import { type Diagnostic, didYouMean, error, type Location } from '../../base/index.ts';
import { describeValue, isMapping, type YamlPath, type YamlValue } from '../yaml/value.ts';
import { accepts } from './accepts.ts';
import { holdsTemplate, valueAt } from './shapes.ts';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

export interface ShapeRequest {
  readonly value: YamlValue;
  locate(path: YamlPath, what: 'key' | 'value'): Location;
  /** What the value is called where it is not a key of something: `a model`. */
  readonly name: string;
  /** Templates may stand for values of any type: they are not evaluated yet. */
  readonly templates: boolean;
  /** Whether a key with nothing after it is wrong, and not as if it were not there. */
  readonly nulls?: boolean;
  /** A hint for an unknown key that goes before a name like it, and one for when there is none. */
  unknownKey?(key: string, path: YamlPath): string | undefined;
  otherKey?(path: YamlPath): string | undefined;
}

/** The one place where zod's findings become diagnostics. Empty when the value has the shape. */
export function checkShape(schema: Schema, request: ShapeRequest): readonly Diagnostic[] {
  if (accepts(schema, request.value)) return [];
  const { _zod } = schema as z.core.$ZodType<unknown, unknown>;
  const payload = _zod.run({ value: request.value, issues: [] }, { async: false });
  if (payload instanceof Promise || payload.issues.length === 0) return [];
  return inOrder(
    (payload.issues as unknown as Issue[]).flatMap((issue) => diagnose(schema, issue, [], request)),
  );
}

/** As they stand in the file. */
const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort((a, b) => {
    const [first, second] = [a.location?.range?.start, b.location?.range?.start];
    if (first === undefined || second === undefined) return 0;
    return first.line - second.line || first.column - second.column;
  });

function diagnose(schema: Schema, issue: Issue, above: YamlPath, request: ShapeRequest): Diagnostic[] {
  const path = [
    ...above,
    ...(issue.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  const value = valueAt(request.value, path);
  if (request.templates && holdsTemplate(value)) return [];
  // A key with nothing after it is as if it were not there, unless it is needed.
  if (value === null && request.nulls !== true && isOptional(schema, path)) return [];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(schema, key, path, request));
  if (issue.code === 'invalid_union') {
    // Of the shapes that a key can have, the one that the user meant is the one that fails furthest inside.
    const deeper = issue.errors.find((branch) => branch.length > 0 && branch.every(isInside));
    if (deeper !== undefined) return deeper.flatMap((inner) => diagnose(schema, inner, path, request));
  }
  const name = nameOf(path, request);
  if (value === undefined) {
    return [
      error('A1012', `${nameOf(path.slice(0, -1), request)} has no '${String(path.at(-1))}'`, {
        location: request.locate(path.slice(0, -1), 'key'),
      }),
    ];
  }
  const suggestion =
    issue.code === 'invalid_value' ? didYouMean(String(value), issue.values.map(String)) : undefined;
  const message = `${name} must be ${expected(issue)}, not ${describeValue(value)}`;
  const hint = suggestion ?? remedy(issue, value);
  return [
    error('A1011', message, {
      location: request.locate(path, 'value'),
      ...(hint === undefined ? {} : { hint }),
    }),
  ];
}

const isInside = (issue: Issue): boolean =>
  (issue.path?.length ?? 0) > 0 || issue.code === 'unrecognized_keys';

function unknownKey(schema: Schema, key: string, path: YamlPath, request: ShapeRequest): Diagnostic {
  const known = keysAt(schema, path);
  const hint = request.unknownKey?.(key, path) ?? didYouMean(key, known) ?? `there are: ${known.join(', ')}`;
  const owner = nameOf(path, request);
  return error('A1010', `${owner} has no key '${key}'`, {
    location: request.locate([...path, key], 'key'),
    hint,
  });
}

/** What the items of a list or mapping are called: by their own name where they have one. */
const nouns: Readonly<Record<string, string>> = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  analyses: 'analysis',
  sources: 'source',
  tables: 'table',
  columns: 'column',
  macros: 'macro',
  arguments: 'argument',
  exposures: 'exposure',
  data_tests: 'data test',
  tests: 'data test',
  targets: 'target',
  attach: 'attached database',
  secrets: 'secret',
};

/** `'threads'`, `the model 'orders'`, `a column`. */
function nameOf(path: YamlPath, request: ShapeRequest): string {
  const last = path.at(-1);
  if (last === undefined) return request.name;
  const owner = path.at(-2);
  const noun = typeof owner === 'string' ? nouns[owner] : undefined;
  if (typeof last === 'string') return owner === 'targets' ? `the target '${last}'` : `'${last}'`;
  if (noun === undefined) return `an item of ${typeof owner === 'string' ? `'${owner}'` : request.name}`;
  const name = valueAt(request.value, [...path, 'name']);
  if (typeof name === 'string') return `the ${noun} '${name}'`;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeName(issue.expected);
    case 'invalid_value': {
      const values = distinct(
        issue.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))),
      );
      return values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
    }
    case 'invalid_format':
      return formatOf(issue);
    case 'too_small':
      return `at least ${String(issue.minimum)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'invalid_union': {
      const branches = issue.errors.flatMap((branch) =>
        branch[0] === undefined ? [] : [expected(branch[0])],
      );
      const all = [...new Set(branches)].filter(
        (name) => name !== 'a null' && (name !== 'a whole number' || !branches.includes('a number')),
      );
      return all.length < 2
        ? (all[0] ?? 'something else')
        : `${all.slice(0, -1).join(', ')} or ${all.at(-1)!}`;
    }
    default:
      return 'something else';
  }
}

/** The words that a schema was given for its format. */
function formatOf(issue: Issue): string {
  const given = ((issue as { inst?: Schema }).inst?._zod.def as { error?: unknown } | undefined)?.error;
  return typeof given === 'function' ? String(given(issue)) : 'something else';
}

/** `warn` and `WARN` are one value to a reader. */
const distinct = (values: readonly string[]): string[] =>
  values.filter(
    (value, index) => values.findIndex((other) => other.toLowerCase() === value.toLowerCase()) === index,
  );

function typeName(type: string): string {
  switch (type) {
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    // Floats are boxed: a JavaScript number is a whole one.
    case 'int':
    case 'number':
      return 'a whole number';
    case 'YamlFloat':
      return 'a number';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a mapping';
    default:
      return `a ${type}`;
  }
}

function remedy(issue: Issue, value: YamlValue | undefined): string | undefined {
  if (value === null) return 'give it a value, or remove it';
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') return undefined;
  const wanted = expected(issue);
  if (wanted === 'a list' && isMapping(value)) return 'start each item with a dash';
  if (wanted === 'a list' && typeof value === 'string') return `write [${value}]`;
  if (wanted === 'a mapping' && typeof value === 'string' && /^[\w-]+:\S/.test(value))
    return 'put a space after the colon';
  if (wanted.startsWith('a text') && (typeof value === 'boolean' || typeof value === 'number'))
    return typeof value === 'boolean'
      ? 'put it in quotes: YAML reads yes, no, on, off, true and false as booleans'
      : 'put it in quotes';
  if (wanted === 'true or false' && typeof value === 'string' && /^(true|false|yes|no|on|off)$/i.test(value))
    return 'remove the quotes';
  if (
    (wanted === 'a whole number' || wanted === 'a number') &&
    typeof value === 'string' &&
    /^\d+$/.test(value)
  )
    return 'remove the quotes';
  return undefined;
}

/** The keys that a schema knows at a path, through whatever wraps it. */
function keysAt(schema: Schema, path: YamlPath): string[] {
  let options = unwrap(schema);
  for (const step of path) options = options.flatMap((option) => inside(option, step).flatMap(unwrap));
  return [
    ...new Set(
      options.flatMap((option) =>
        'shape' in option._zod.def ? Object.keys(option._zod.def.shape as object) : [],
      ),
    ),
  ];
}

const isOptional = (schema: Schema, path: YamlPath): boolean => {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  let options = unwrap(schema);
  for (const step of path.slice(0, -1))
    options = options.flatMap((option) => inside(option, step).flatMap(unwrap));
  return options
    .flatMap((option) => inside(option, last))
    .some((option) => option._zod.def.type === 'optional');
};

function inside(schema: Schema, step: string | number): Schema[] {
  const def = schema._zod.def as {
    shape?: Record<string, Schema>;
    element?: Schema;
    valueType?: Schema;
  };
  const found = typeof step === 'number' ? def.element : (def.shape?.[step] ?? def.valueType);
  return found === undefined ? [] : [found];
}

function unwrap(schema: Schema): Schema[] {
  const def = schema._zod.def as { innerType?: Schema; options?: readonly Schema[] };
  if (def.innerType !== undefined) return unwrap(def.innerType);
  if (def.options !== undefined) return def.options.flatMap(unwrap);
  return [schema];
}
