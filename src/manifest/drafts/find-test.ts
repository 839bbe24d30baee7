import { didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { DeclaredTest } from './declared-test.ts';
import { checkArguments, type TestSignature } from './test-arguments.ts';
import type { TestSettings } from './test-settings.ts';

/** The macro of a declared test, or nothing for one that is built in, with its arguments checked. */
export function findTest(declared: DeclaredTest, settings: TestSettings): Result<MacroEntry | undefined> {
  const { properties, column } = declared;
  const { macros, owner } = settings;
  const macro = macros.test(properties.test, owner.name, properties.namespace);
  // In dbt projects it shows when the test runs that there is no such macro, or what is wrong with its arguments.
  if (settings.project.policies.capture === 'rendered') return ok(macro);
  const builtIn = settings.tests.get(properties.test);
  if (properties.namespace !== undefined || (macro === undefined && builtIn === undefined))
    return unknownTest(declared, settings);
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

function unknownTest({ properties }: DeclaredTest, { macros, tests }: TestSettings): Result<undefined> {
  const { test, namespace } = properties;
  const own = [...macros.all()].filter(({ kind }) => kind === 'test');
  const nameOf = (macro: MacroEntry): string => macro.name.replace(/^test_/, '');
  const elsewhere = own.find((macro) => nameOf(macro) === test);
  const [first] = own.filter(macros.isBuiltIn.bind(macros));
  const known = [
    ...tests.keys(),
    ...own.filter((macro) => first !== undefined && macros.isBuiltIn(macro)).map(nameOf),
  ];
  return fail(
    error('A2025', `there is no data test '${namespace === undefined ? test : `${namespace}.${test}`}'`, {
      location: properties.locate(),
      hint:
        (namespace !== undefined && elsewhere !== undefined
          ? `the package '${elsewhere.package}' has one: ${elsewhere.package}.${test}`
          : didYouMean(test, [...tests.keys(), ...own.map(nameOf)])) ?? `built in: ${known.join(', ')}`,
    }),
  );
}
