import { valueError } from '../errors.ts';
import { PyDict } from './dict.ts';
import { PyFloat } from './float.ts';
import type { Value } from './value.ts';

/** Python's `json.loads`: `1.0` stays a float, long integers stay exact. Text that is no JSON is a ValueError. */
export function fromJson(text: string): Value {
  try {
    return asValue(JSON.parse(text.replace(token, boxed)));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw valueError(`this is not JSON: ${firstProblem(text)}`);
  }
}

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** The key of an object that stands for a number which JavaScript's JSON would change. */
const box = '\uE000';

function boxed(found: string): string {
  const kept = found.startsWith('"') || (/^-?\d+$/.test(found) && Number.isSafeInteger(Number(found)));
  return kept ? found : `{"${box}":"${found}"}`;
}

function asValue(parsed: unknown): Value {
  if (Array.isArray(parsed)) return parsed.map(asValue);
  if (typeof parsed !== 'object' || parsed === null) return parsed as null | boolean | number | string;
  const entries = Object.entries(parsed);
  const [only] = entries;
  if (only?.[0] === box) {
    const digits = String(only[1]);
    return /^-?\d+$/.test(digits) ? BigInt(digits) : new PyFloat(Number(digits));
  }
  return new PyDict(entries.map(([key, value]): [string, Value] => [key, asValue(value)]));
}

/** The parser's own words, said of the text as it was given. */
function firstProblem(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}
