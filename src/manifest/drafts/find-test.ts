import {
  type Diagnostic,
  didYouMean,
  error,
  fail,
  type Location,
  ok,
  type Result,
} from '../../base/index.ts';
import type { TestProperties } from '../../project/index.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroLookup } from '../macro-lookup.ts';
import type { DeclaredTest } from './declared-test.ts';
import { checkArguments, type TestSignature } from './test-arguments.ts';
import type { TestSettings } from './test-settings.ts';

/** The macro of a declared test, or nothing for one that is built in, with its arguments checked. */
export function findTest(declared: DeclaredTest, settings: TestSettings): Result<MacroEntry | undefined> {
  const { properties, column } = declared;
  const { macros, owner } = settings;
  const macro = macros.test(properties.test, owner.name, properties.namespace);
  // In dbt projects it shows when the test runs that there is no such macro, or what is wrong with its arguments.
  if (settings.project.policies.capture === 'rendered')
    return properties.arguments.model === undefined ? ok(macro) : fail(modelGiven(properties));
  const builtIn = settings.tests.get(properties.test);
  if (properties.namespace !== undefined || (macro === undefined && builtIn === undefined)) {
    const { test, namespace } = properties;
    const asked = { name: test, ...(namespace !== undefined && { namespace }) };
    return fail(unknownTest(asked, properties.locate(), macros, settings.tests.keys()));
  }
  const signature: TestSignature =
    macro === undefined
      ? builtIn!
      : {
          on: 'either',
          arguments: macro.definition.params.map((param) => ({
            name: param.name,
            required: param.default === undefined,
          })),
        };
  const problem = checkArguments(properties, column, signature, macro !== undefined);
  return problem ?? ok(macro);
}

const modelGiven = ({ test, locate }: TestProperties): Diagnostic =>
  error('A2026', `the test '${test}' is given a model, which is what it is declared on`, {
    location: locate('model'),
    hint: 'take the argument out',
  });

/** What is wrong where a test is asked for that nobody defines. */
export function unknownTest(
  { name, namespace }: { readonly name: string; readonly namespace?: string },
  location: Location,
  macros: MacroLookup,
  tests: Iterable<string> = [],
): Diagnostic {
  const builtIn = [...tests];
  const own = [...macros.all()].filter(({ kind }) => kind === 'test');
  const nameOf = (macro: MacroEntry): string => macro.name.replace(/^test_/, '');
  const elsewhere = own.find((macro) => nameOf(macro) === name);
  const known = [...builtIn, ...own.filter((macro) => macros.isBuiltIn(macro)).map(nameOf)];
  const isInstalled = namespace === undefined || macros.namespace(namespace) !== undefined;
  const hints = [
    namespace !== undefined &&
      elsewhere !== undefined &&
      `the package '${elsewhere.package}' has one: ${elsewhere.package}.${name}`,
    !isInstalled &&
      builtIn.length === 0 &&
      `the package '${namespace}' has to be in packages.yml and installed: assay deps`,
    didYouMean(name, [...builtIn, ...own.map(nameOf)]),
  ];
  const called = namespace === undefined ? name : `${namespace}.${name}`;
  return error('A2025', `there is no data test '${called}'`, {
    location,
    hint: hints.find((hint) => typeof hint === 'string') ?? `built in: ${known.join(', ')}`,
  });
}
