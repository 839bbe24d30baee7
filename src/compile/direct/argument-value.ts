import { collect, ok, type Result } from '../../base/index.ts';
import { argumentTemplate, fromYaml } from '../../manifest/index.ts';
import { isMapping, isSequence, type YamlValue } from '../../project/index.ts';
import { PyDict, type Value } from '../../template/index.ts';

/** An argument of a test as its macro gets it: what is a template in it is evaluated, and keeps its type. */
export function argumentValue(given: unknown, evaluate: (text: string) => Result<Value>): Result<Value> {
  return deepValue(given as YamlValue, evaluate);
}

function deepValue(given: YamlValue, evaluate: (text: string) => Result<Value>): Result<Value> {
  const template = argumentTemplate(given);
  if (template !== undefined) return evaluate(template);
  if (isSequence(given)) return collect(given.map((item) => deepValue(item, evaluate)));
  if (!isMapping(given)) return ok(fromYaml(given));
  const entries = collect(
    Object.entries(given).map(([key, item]): Result<readonly [Value, Value]> => {
      const value = deepValue(item, evaluate);
      return value.ok ? ok([key, value.value]) : value;
    }),
  );
  return entries.ok ? ok(new PyDict(entries.value)) : entries;
}
