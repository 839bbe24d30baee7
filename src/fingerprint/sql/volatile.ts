import { Kind, type Tokens, word } from './tokens.ts';
import { Known, knownFor } from './words.ts';

/**
 * What in a query can give something else for the same inputs: functions that ask for the time, for chance or for the
 * session, and samples without a seed. The order of rows, on which `first` or `row_number` can depend, does not count.
 */
export function volatileCalls(tokens: Tokens): string[] {
  const found = new Set<string>();
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kind(index);
    if (kind >= Kind.word) {
      const known = tokens.knownAnywhere(index);
      if ((known & (Known.volatileFunction | Known.volatileWord)) !== 0) {
        if (isVolatile(tokens, index, known)) found.add(tokens.name(index));
      } else if ((kind === sample && tokens.kind(index - 1) === using) || kind === tablesample) {
        if (!isRepeatable(tokens, index + 1)) found.add(tokens.name(index));
      }
    } else if (kind === Kind.quotedName) {
      // The binder also sees these words in quotes.
      const after = tokens.kind(index + 1);
      if (after !== dot && tokens.written(index).length < longest) {
        const name = tokens.name(index);
        if (isVolatile(tokens, index, knownFor(name))) found.add(name);
      }
    }
  }
  return [...found];
}

const open = 40;
const close = 41;
const comma = 44;
const dot = 46;
const colon = 58;
const longest = 40;
const as = word('as');
const using = word('using');
const sample = word('sample');
const tablesample = word('tablesample');
const repeatable = word('repeatable');
const percent = word('percent');
const age = 'age';

function isVolatile(tokens: Tokens, index: number, known: number): boolean {
  const after = tokens.kind(index + 1);
  if ((known & Known.volatileFunction) !== 0 && after === open) {
    // The age of one timestamp is up to today, that of two is between them.
    return tokens.name(index) !== age || !hasComma(tokens, index + 2);
  }
  if ((known & Known.volatileWord) === 0) return false;
  const before = tokens.kind(index - 1);
  return !(before === dot || before === as || after === dot || after === colon || after === Kind.argument);
}

/** Whether there is a comma right in the parentheses that were just opened. */
function hasComma(tokens: Tokens, from: number): boolean {
  let depth = 0;
  for (let index = from; index < tokens.count && depth >= 0; index++) {
    const kind = tokens.kind(index);
    if (kind === open || kind === 91 || kind === 123) depth++;
    else if (kind === close || kind === 93 || kind === 125) depth--;
    else if (kind === comma && depth === 0) return true;
  }
  return false;
}

/**
 * Whether the sample described here has a seed, as in `repeatable (42)` or `10% (bernoulli, 42)`, and a method that
 * keeps to it: `system`, which also is what is meant by a percentage alone, depends on the threads.
 */
function isRepeatable(tokens: Tokens, from: number): boolean {
  let seed = false;
  let share = false;
  let method = '';
  for (let index = from, depth = 0; index < tokens.count; index++) {
    const kind = tokens.kind(index);
    if (kind === open) depth++;
    else if (kind === close) {
      if (--depth < 0) break;
    } else if (kind === comma) {
      if (depth === 0) break;
      seed = true;
    } else if (kind === repeatable) seed = true;
    else if (kind === 37 || kind === percent) share = true;
    else if (kind === Kind.name || kind >= Kind.word) {
      const name = tokens.name(index);
      if (methods.has(name)) method = name;
      else if (name !== 'rows') break;
    } else if (kind !== Kind.number) break;
  }
  return seed && (method === '' ? !share : method !== 'system');
}

const methods = new Set(['bernoulli', 'reservoir', 'system']);
