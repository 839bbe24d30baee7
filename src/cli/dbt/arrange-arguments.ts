import { longName } from './add-options.ts';
import { globalOptions } from './global-options.ts';

export interface Arranged {
  /** The command first, then all options. */
  readonly args: readonly string[];
  /** Options that stand both before and after the command, which dbt does not take. */
  readonly twice: readonly string[];
}

const groups: ReadonlySet<string> = new Set(['docs', 'source']);
const valued: ReadonlySet<string> = new Set(
  globalOptions.filter(({ value }) => value !== undefined).flatMap(({ names }) => names.split(', ')),
);

/** Global options may stand before the command, and between the words of `docs generate` and `source freshness`. */
export function arrangeArguments(given: readonly string[], isCommand: (word: string) => boolean): Arranged {
  const command: string[] = [];
  const before: string[] = [];
  let at = 0;
  let unknown = false;
  for (; at < given.length; at++) {
    const word = given[at]!;
    if (word.startsWith('-')) {
      before.push(word);
      unknown = namesIn([word]).length === 0;
      if (valued.has(word) && at + 1 < given.length) before.push(given[++at]!);
    } else if (unknown && command.length === 0 && !isCommand(word)) {
      // The value of an option that is not one of these: it is for the command to say so.
      before.push(word);
    } else {
      command.push(word);
      if (command.length === 2 || !groups.has(word)) {
        at++;
        break;
      }
    }
  }
  const after = given.slice(at);
  const named = new Set(namesIn(after));
  return {
    args: [...command, ...before, ...after],
    twice: namesIn(before).filter((name) => named.has(name)),
  };
}

/** The global options among words, by their long names; `--no-…` is the same option. */
function namesIn(words: readonly string[]): string[] {
  const ends = words.indexOf('--');
  const looked = ends < 0 ? words : words.slice(0, ends);
  return looked.flatMap((word) => {
    const [name = ''] = word.split('=', 1);
    const found = globalOptions.find(
      ({ names }) => names.split(', ').includes(name) || name === `--no-${longName(names).slice(2)}`,
    );
    return found === undefined ? [] : [longName(found.names)];
  });
}
