import type { Location } from '../../base/index.ts';
import { isMapping, isSequence, type ResourceProperties, type YamlValue } from '../../project/index.ts';

/** Where below a key of an entry a name is written: `revenue`, or `metric('revenue')`; the key itself if nowhere. */
export function placeOf({ given, locate }: ResourceProperties, key: string, name: string): Location {
  const is = new RegExp(`(^|['"])${name.replace(/[^\w]/g, '\\$&')}($|['"])`);
  return locate(key, ...(wayTo(given[key], (text) => is.test(text)) ?? []));
}

function wayTo(value: YamlValue | undefined, is: (text: string) => boolean): (string | number)[] | undefined {
  if (typeof value === 'string') return is(value) ? [] : undefined;
  const inside = isSequence(value)
    ? value.map((each, index) => [index, each] as const)
    : value !== undefined && isMapping(value)
      ? Object.entries(value)
      : [];
  for (const [step, each] of inside) {
    const rest = wayTo(each, is);
    if (rest !== undefined) return [step, ...rest];
  }
  return undefined;
}
