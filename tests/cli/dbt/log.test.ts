import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { wordsOf } from '../../bad-input/case-file.ts';
import { runAssay } from '../../bad-input/in-process.ts';
import { repository } from '../harness.ts';

interface RecordedEvent {
  readonly code: string;
  readonly levels: readonly string[];
  /** The keys of its data, with a space between them, and those of `node_info`. */
  readonly data: readonly string[];
  readonly node: readonly string[];
}

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(repository, 'tests/fixtures/dbt-cli', name), 'utf8')) as unknown;
const { files } = fixture('project.json') as { files: Readonly<Record<string, string>> };
const recorded = fixture('log.json') as {
  readonly commands: Readonly<Record<string, { readonly exit: number; readonly lines: readonly string[] }>>;
  readonly events: Readonly<Record<string, RecordedEvent>>;
};
const commands = Object.keys(recorded.commands);

function project(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-dbt-log-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const { PATH = '' } = process.env;
const dbt = (folder: string, words: readonly string[]) =>
  runAssay(words, folder, { PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' }, 'dbt');

/** dbt does not read the project for it. */
const unread = "show --inline-direct 'select 1.5 as x'";

describe('what dbt prints', () => {
  const folder = project();
  test.each(commands.filter((command) => command !== unread))('dbt %s', async (command) => {
    const { exit, stdout } = await dbt(folder, wordsOf(command));
    const expected = recorded.commands[command]!;
    expect(comparable(stdout.split('\n'), folder)).toEqual(comparable(expected.lines, folder));
    expect(exit).toBe(expected.exit);
  });
});

/** What says the same on both sides: without times and numbers of macros, and without what went wrong, which is told better. */
function comparable(lines: readonly string[], folder: string): string[] {
  const kept: string[] = [];
  let [untilEmpty, untilTime] = [false, false];
  for (const line of lines) {
    const text = line.replace(/^\d\d:\d\d:\d\d {2}/, '').trimEnd();
    if ((untilEmpty && text !== '') || (untilTime && line.startsWith('  '))) continue;
    untilEmpty = /^(Failure in|Warning in|Encountered an error)/.test(text);
    untilTime = text.startsWith('[WARNING]');
    if (untilTime) continue;
    if (text === '' || /^ +(LINE |\^)/.test(text) || ofDbtAlone.test(text) || aboutSelection.test(text))
      continue;
    kept.push(
      text
        .replace(folder, '<project>')
        .replace(/^(Batch )?\d+ of \d+ (START|OK|PASS|FAIL|WARN|ERROR|SKIP|NO-OP|PARTIALLY)/, '$1# of # $2')
        .replace(/\.{3,} \[/, '... [')
        .replace(/in [\d.]+s\]$/, 'in #s]')
        .replace(/ in \d+ hours .* seconds \([\d.]+s\)/, ' in #')
        .replace(/\d+ macros/, '# macros')
        .replace('1 sql operation, ', '')
        .replace(/freshness of (.*?) \.+ \[(\w+) in/, 'freshness of $1 [$2 in'),
    );
  }
  // Nodes that wait for nothing may run in another order; dbt also says while it parses what templates say.
  return [...new Set(kept)].sort();
}

const ofDbtAlone = /^(This means no filtering|Unable to do partial parsing|Performance info)/;
/** Told in words of our own, and that the state is that of the run before is not. */
const aboutSelection =
  /^(The selection criterion|Nothing to do|Warning: The state and target|Unhandled error|Exception on worker)/;

describe('what dbt logs', () => {
  const folder = project();
  const seen = new Set<string>();
  test.each(commands)('dbt %s', async (command) => {
    const { stdout } = await dbt(folder, [
      '--log-format',
      'json',
      '--log-level',
      'debug',
      ...wordsOf(command),
    ]);
    const wrong: unknown[] = [];
    for (const line of stdout.split('\n').filter((each) => each !== '')) {
      const { info, data } = JSON.parse(line) as {
        info: { name: string; code: string; level: string };
        data: Record<string, unknown>;
      };
      seen.add(info.name);
      const known = recorded.events[info.name];
      const keys = keysOf(data);
      const node = data.node_info === undefined ? undefined : keysOf(data.node_info as object);
      const told = { name: info.name, code: info.code, level: info.level, keys, node };
      // Warnings say more: their text, and our code.
      const isWarning = keys === 'code msg';
      if (known === undefined) wrong.push(told);
      else if (known.code !== info.code || !known.levels.includes(info.level)) wrong.push([told, known]);
      else if (!isWarning && !known.data.includes(keys)) wrong.push([told, known.data]);
      else if (node !== undefined && !known.node.includes(node)) wrong.push([told, known.node]);
    }
    expect(wrong).toEqual([]);
  });

  test('nothing is left out but what only debugging is about', () => {
    const told = Object.entries(recorded.events)
      .filter(([, { levels }]) => levels.some((level) => level !== 'debug'))
      .map(([name]) => name);
    expect(told.filter((name) => !seen.has(name) && !notHere.has(name))).toEqual([]);
  });
});

/** Of parsing, whose half-done state is not kept; what is told already. */
const notHere: ReadonlySet<string> = new Set(['UnableToPartialParse', 'ParsePerfInfoPath', 'NothingToDo']);

const keysOf = (value: object): string => Object.keys(value).sort().join(' ');
