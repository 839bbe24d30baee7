import { isMapping, YamlFloat, type YamlValue } from '../project/index.ts';
import { fromJs, PyDict, PyFloat, toJs, type Value } from '../template/index.ts';

/** A template's value as YAML would hold it, for configs given in `config()`. */
export function toYaml(value: Value): YamlValue {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof PyFloat) return new YamlFloat(value.value);
  if (Array.isArray(value)) return value.map(toYaml);
  if (value instanceof PyDict)
    return Object.fromEntries([...value.pairs()].map(([key, item]) => [String(toJs(key)), toYaml(item)]));
  return toJs(value) as YamlValue;
}

/** A YAML value as templates see it: floats stay floats, however deep. */
export function fromYaml(value: YamlValue): Value {
  if (value instanceof YamlFloat) return new PyFloat(value.value);
  if (Array.isArray(value)) return value.map((item: YamlValue) => fromYaml(item));
  if (isMapping(value))
    return new PyDict(Object.entries(value).map(([key, item]) => [key, fromYaml(item)] as const));
  return fromJs(value);
}
