import * as z from 'zod/mini';
import { isMapping, YamlFloat, type YamlMapping, type YamlValue } from '../yaml/value.ts';

/** Says what editors show beside a key. */
export function about<S extends z.ZodMiniType>(schema: S, description: string): S {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** Each call makes a schema of its own, since a description belongs to one. */
export const text = () => z.string();
export const flag = () => z.boolean();
export const count = (minimum = 0) => z.int().check(z.minimum(minimum));
export const list = <S extends z.ZodMiniType>(item: S) => z.array(item);
export const texts = () => z.union([z.string(), z.array(z.string())]);
export const choice = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);
export const mappingOf = <S extends z.ZodMiniType>(item: S) => z.record(z.string(), item);
export const anything = () => z.unknown() as z.ZodMiniType<YamlValue>;
export const anyMapping = () => z.record(z.string(), z.unknown()) as z.ZodMiniType<YamlMapping>;

/** A text, number or boolean: settings, options. */
export const scalar = () =>
  z.union([z.string(), z.number(), z.boolean(), z.instanceof(YamlFloat)]) as z.ZodMiniType<
    string | number | boolean | YamlFloat
  >;

/** A text or a number: what DuckDB takes as a text but people write without quotes. */
export const textOrNumber = () =>
  z.union([z.string(), z.number(), z.instanceof(YamlFloat)]) as z.ZodMiniType<string | number | YamlFloat>;

export const optional = <S extends z.ZodMiniType>(schema: S) => z.optional(schema);

type Shape = Readonly<Record<string, z.ZodMiniType>>;
type AllOptional<S extends Shape> = { [K in keyof S]: z.ZodMiniOptional<S[K]> };

/** A mapping with these keys and no others, none of them needed. */
export function optionalKeys<S extends Shape>(shape: S): z.ZodMiniObject<AllOptional<S>, z.core.$strict> {
  const optionals = Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [key, z.optional(schema)]),
  );
  return z.strictObject(optionals) as unknown as z.ZodMiniObject<AllOptional<S>, z.core.$strict>;
}

/** Whether a text holds a template, whose value is not known before it is evaluated. */
export const holdsTemplate = (value: YamlValue | undefined): value is string =>
  typeof value === 'string' && (value.includes('{{') || value.includes('{%'));

/** The value at a path, or undefined. */
export function valueAt(value: YamlValue | undefined, path: readonly PropertyKey[]): YamlValue | undefined {
  let current: YamlValue | undefined = value;
  for (const step of path) {
    if (Array.isArray(current)) current = (current as readonly YamlValue[])[Number(step)];
    else if (isMapping(current) && Object.hasOwn(current, step)) current = current[String(step)];
    else return undefined;
  }
  return current;
}
