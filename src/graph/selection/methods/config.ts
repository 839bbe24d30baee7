import { ok } from '../../../base/index.ts';
import type { SelectorMethod } from '../selector-method.ts';

/** `config.materialized:incremental`, `config.meta.owner:ann`, `config.tags:nightly`: equal to it, or a list with it. */
export const config: SelectorMethod = {
  name: 'config',
  compile({ methodArguments, value: wanted }) {
    const equal = methodArguments.join('.') === 'severity' ? equalIgnoringCase(wanted) : equalTo(wanted);
    return ok((node) => {
      if (node.config === undefined) return false;
      const value = descend(node.config(), methodArguments);
      return Array.isArray(value) ? value.some(equal) : equal(value);
    });
  },
};

/** The value under the keys, or undefined where one of them is missing. */
function descend(from: unknown, keys: readonly string[]): unknown {
  let value = from;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** Text is equal to text only; the words true and false, in any case, are also the booleans. */
const equalTo = (wanted: string | number | boolean) => (value: unknown) =>
  value === wanted ||
  (typeof value === 'boolean' && String(wanted).toLowerCase() === String(value)) ||
  (typeof wanted === 'boolean' && value === Number(wanted)) ||
  (typeof value === 'boolean' && wanted === Number(value));

const equalIgnoringCase = (wanted: string | number | boolean) => (value: unknown) =>
  typeof value === 'string' && value.toUpperCase() === String(wanted).toUpperCase();
