import { didYouMean, error, type Failed, fail } from '../../base/index.ts';
import { type TestProperties, toPlain, type YamlValue } from '../../project/index.ts';
import { holdsTemplate } from '../render-config.ts';

export interface ArgumentSignature {
  readonly name: string;
  readonly required: boolean;
  /** Built-in tests say what they take; the user's own take anything. */
  readonly type?: 'text' | 'list' | 'number' | 'boolean' | 'relation' | 'scalar';
}

/** What the manifest must know of a built-in test. */
export interface TestSignature {
  readonly on: 'column' | 'relation' | 'either';
  readonly arguments: readonly ArgumentSignature[];
}

/** As in dbt, text that looks like a call of one of these is evaluated without braces around it. */
const call = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/s;

/** The template that a test's argument is, if it is one. `column_name` never is. */
export function argumentTemplate(value: YamlValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (call.test(value)) return `{{ ${value} }}`;
  return holdsTemplate(value) ? value : undefined;
}

/** What is wrong with the type of an argument's value, in words that follow the test's name. */
export function wrongType({ name, type }: ArgumentSignature, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (type === 'list' && (!Array.isArray(value) || value.length === 0))
    return `needs a list of at least one value for '${name}'`;
  if (type === 'boolean' && typeof value !== 'boolean') return `needs true or false for '${name}'`;
  if (type === 'number' && typeof value !== 'number') return `needs a number for '${name}'`;
  if ((type === 'text' || type === 'relation') && typeof value !== 'string')
    return `needs text for '${name}'`;
  if (type === 'scalar' && typeof value === 'object') return `needs one value for '${name}'`;
  return undefined;
}

/** Whether the arguments of a declared test are those that the test has. `own`: it is the user's. */
export function checkArguments(
  properties: TestProperties,
  column: string | undefined,
  signature: TestSignature,
  own: boolean,
): Failed | undefined {
  const isGiven = (name: string): boolean =>
    name === 'model' ||
    (name === 'column_name' && column !== undefined) ||
    Object.hasOwn(properties.arguments, name);
  const test = properties.test;
  if (
    !own &&
    signature.on === 'column' &&
    column === undefined &&
    properties.arguments.column_name === undefined
  ) {
    return fail(
      error('A2028', `${test} tests a column`, {
        location: properties.locate(),
        hint: 'put it under a column',
      }),
    );
  }
  for (const name of Object.keys(properties.arguments)) {
    if (name === 'column_name' || signature.arguments.some((argument) => argument.name === name)) continue;
    const known = new Set(signature.arguments.map((argument) => argument.name));
    const names = [...known].filter((argument) => argument !== 'model' && argument !== 'column_name');
    return fail(
      error('A2026', `the data test ${test} has no argument '${name}'`, {
        location: properties.locateKey(name),
        hint:
          didYouMean(name, names) ?? (names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`),
      }),
    );
  }
  for (const argument of signature.arguments) {
    if (!argument.required || isGiven(argument.name)) continue;
    const hint =
      argument.name === 'column_name'
        ? 'put it under a column'
        : `add '${argument.name}:' under 'arguments:'`;
    return fail(
      error('A2027', `the data test ${test} needs '${argument.name}'`, {
        location: properties.locate(),
        hint,
      }),
    );
  }
  for (const argument of signature.arguments) {
    const value = properties.arguments[argument.name];
    if (value === undefined || argumentTemplate(value) !== undefined) continue;
    const problem = wrongType(argument, toPlain(value));
    if (problem === undefined) continue;
    return fail(
      error('A6004', `the data test ${test} ${problem}`, { location: properties.locate(argument.name) }),
    );
  }
  return undefined;
}
