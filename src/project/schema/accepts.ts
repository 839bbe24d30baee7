import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;
type Test = (value: unknown) => boolean;

/**
 * Whether a value surely has a shape. No means that zod is to be asked, which also says what is wrong: it makes several
 * objects for each key of each entry that it looks at, and nearly every entry of nearly every file is right.
 */
export function accepts(schema: Schema, value: unknown): boolean {
  let test = tests.get(schema);
  if (test === undefined) {
    test = testOf(schema);
    tests.set(schema, test);
  }
  return test(value);
}

const tests = new WeakMap<Schema, Test>();

interface Definition {
  readonly type: string;
  readonly checks?: readonly unknown[];
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly catchall?: Schema;
  readonly values?: readonly unknown[];
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, unknown>>;
}

const unsure: Test = () => false;

/** Only what is understood completely is ever accepted. */
function testOf(schema: Schema): Test {
  const definition = schema._zod.def as unknown as Definition;
  if ((definition.checks?.length ?? 0) > 0) return unsure;
  switch (definition.type) {
    case 'string':
      return 'format' in definition ? unsure : (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'unknown':
      return (value) => value !== undefined;
    case 'enum': {
      const known = new Set(Object.values(definition.entries!));
      return (value) => typeof value === 'string' && known.has(value);
    }
    case 'literal': {
      const known = new Set(definition.values!);
      return (value) => known.has(value);
    }
    case 'optional':
      return testOf(definition.innerType!);
    case 'array':
      return listTest(testOf(definition.element!));
    case 'union': {
      const options = definition.options!.map(testOf);
      return (value) => options.some((option) => option(value));
    }
    case 'record':
      return testOf(definition.keyType!)('') ? recordTest(testOf(definition.valueType!)) : unsure;
    case 'object':
      return objectTest(definition);
    default:
      return unsure;
  }
}

const listTest =
  (item: Test): Test =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (const each of value) if (!item(each)) return false;
    return true;
  };

const recordTest =
  (item: Test): Test =>
  (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) if (!item(value[key])) return false;
    return true;
  };

/** Every known key has its shape, none that is needed is missing, and others are there only where any may be. */
function objectTest({ shape, catchall }: Definition): Test {
  const others = catchall?._zod.def.type;
  if (others !== 'never' && others !== 'unknown') return unsure;
  const isLoose = others === 'unknown';
  const known = new Map<string, Test>();
  const needed: string[] = [];
  for (const [key, schema] of Object.entries(shape!)) {
    known.set(key, testOf(schema));
    if (schema._zod.def.type !== 'optional') needed.push(key);
  }
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) {
      const test = known.get(key);
      if (test === undefined ? !isLoose : !test(value[key])) return false;
    }
    for (const key of needed) if (!Object.hasOwn(value, key)) return false;
    return true;
  };
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
