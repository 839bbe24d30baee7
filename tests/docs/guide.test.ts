import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ran, repository, type Sandbox, sandbox } from '../cli/harness.ts';
import { type Block, blocksOf, commandsOf, type Page, pagesIn, readPage, wordsOf } from './pages.ts';

/*
 * The pages of the guide are played from top to bottom in a folder of their own: `<!-- project: sample -->` starts with the
 * sample project, `empty` with nothing. A block with a path after its language is written to that file, a diff is applied to
 * it, the commands of `sh` blocks that call assay are run, and an output that is shown must have been said by the block of
 * commands before it.
 */
const pages = pagesIn('docs/guide').filter(({ text }) => /^<!-- project: \w+ -->$/m.test(text));

describe('the guide can be followed', () => {
  test.each(pages)(
    '$path',
    async (page) => {
      const folder = projectOf(page);
      // One of them as everybody does it, the others in a fraction of the time.
      const run = page.path.endsWith('tutorial.md') ? assay : assayHere;
      let said = '';
      for (const block of blocksOf(page)) {
        const place = `${page.path}:${block.line}`;
        if (block.language === 'diff')
          folder.write({ [block.file]: patched(folder.read(block.file), block, place) });
        else if (block.file !== '') folder.write({ [block.file]: block.text });
        else if (block.language === 'sh') said = await play(block, folder, place, run);
        else if (block.language === '') expectSaid(block, said, place);
      }
    },
    120_000,
  );
});

test('the first steps of the README can be taken', async () => {
  const home = sandbox();
  const blocks = blocksOf(readPage('README.md'));
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf);
  const init = commands.find((command) => command.includes('assay init'))!;
  expect((await assay(init, home)).exitCode).toBe(0);
  for (const { file, text } of blocks.filter((block) => block.file !== ''))
    home.write({ [`shop/${file}`]: text });
  for (const args of [['build'], ['build', '--select', 'big_orders+']]) {
    const ran = await home.spawned(args, { cwd: 'shop' });
    expect(ran.exitCode, ran.page).toBe(0);
    expect(ran.stderr).toContain(args.length === 1 ? 'big_orders' : '1 unchanged');
  }
});

test('the sample builds as the README shows', () => {
  // The tutorial starts with the same command, and its output is held to what is said there.
  const outputs = (path: string) => blocksOf(readPage(path)).filter(({ language }) => language === '');
  const [shown] = outputs('README.md');
  const first = outputs('docs/guide/tutorial.md').find(({ text }) => text.includes('models selected'));
  expect(linesOf(shown!.text)).toEqual(linesOf(first!.text));
});

test('the workflow of the CI page stops a pull request', async () => {
  const page = readPage('docs/guide/ci.md');
  const files = blocksOf(page).filter(({ file }) => file !== '' && !file.startsWith('.github'));
  const folder = sandbox(Object.fromEntries(files.map(({ file, text }) => [file, text])));
  const workflow = blocksOf(page).find(({ file }) => file.startsWith('.github'))!.text;
  const runs = [...workflow.matchAll(/^ *- run: (.+)$/gm)].map((match) => match[1]!);
  expect(runs[0]).toBe('npm ci');
  const gate = async () => {
    const results: Ran[] = [];
    for (const command of runs.slice(1))
      results.push(await assay(command, folder, { GITHUB_ACTIONS: 'true' }));
    return results;
  };
  expect((await gate()).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(folder.read('target/junit.xml')).toContain('<testsuites');
  expect(folder.exists('target/run_results.json') && folder.exists('target/manifest.json')).toBe(true);

  folder.write({ 'models/orders.sql': folder.read('models/orders.sql').replace('30', '-30') });
  const [parsed, built] = await gate();
  expect([parsed!.exitCode, built!.exitCode]).toEqual([0, 1]);
  expect(built!.stderr).toMatch(/^::error file=models\/shop\.yml,line=\d+/m);
  expect(folder.read('target/junit.xml')).toContain('<failure');
}, 60_000);

test('the two commands of the README are those that CI runs', () => {
  const commands = blocksOf(readPage('README.md'))
    .filter(({ language }) => language === 'sh')
    .flatMap(commandsOf);
  expect(commands.slice(0, 2)).toEqual(['npm ci && npx assay build --select gold+', 'npm cit']);
  expect(readPage('.ci/run').text).toMatch(/^npm cit$/m);
});

function projectOf(page: Page): Sandbox {
  const kind = /^<!-- project: (\w+) -->$/m.exec(page.text)![1];
  const folder = sandbox();
  if (kind === 'sample') {
    for (const name of ['project.yml', 'models', 'macros', 'seeds', 'tests/data'])
      cpSync(join(repository, name), folder.path(name), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), folder.path('node_modules'));
  }
  return folder;
}

/** Runs the commands of a block; only the last may end with the exit code of the note above it. */
async function play(block: Block, folder: Sandbox, place: string, run: typeof assay): Promise<string> {
  const commands = commandsOf(block).filter((command) => /^(npx )?assay /.test(command));
  let said = '';
  for (const [index, command] of commands.entries()) {
    const ran = await run(command, folder);
    const expected = index === commands.length - 1 ? Number(block.notes.get('exit') ?? 0) : 0;
    expect(ran.exitCode, `${place}: ${command}\n${ran.stdout}${ran.stderr}`).toBe(expected);
    said += ran.stdout + ran.stderr;
  }
  return said;
}

const assay = (command: string, folder: Sandbox, env: Record<string, string> = {}): Promise<Ran> =>
  folder.spawned(argumentsOf(command), { env, timeout: 100_000 });

const assayHere: typeof assay = (command, folder, env = {}) => folder.assay(argumentsOf(command), { env });

const argumentsOf = (command: string): string[] => wordsOf(command.replace(/^(npx )?assay /, ''));

/** Takes out the lines with a minus and puts in those with a plus. */
function patched(text: string, block: Block, place: string): string {
  const side = (sign: string) =>
    block.text
      .split('\n')
      .filter((line) => line.startsWith(sign) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  expect(text, `${place}: the lines are not in ${block.file}`).toContain(side('-'));
  return text.replace(side('-'), () => side('+'));
}

/** Each line that is shown was said, in whatever order; `…` stands for lines that are not shown. */
function expectSaid(block: Block, said: string, place: string): void {
  const lines = new Set(linesOf(said));
  const missing = linesOf(block.text).filter((line) => line !== '…' && !lines.has(line));
  expect(missing, `${place}: is not what is said:\n${said}`).toEqual([]);
}

/** Lines as they compare: without the spaces that align, places in files without line and column, times masked. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/\b\d+(\.\d+)?s\b/g, '<time>')
        .replace(/:\d+:\d+$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
