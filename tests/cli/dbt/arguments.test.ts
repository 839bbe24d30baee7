import { expect, test } from 'vitest';
import { arrangeArguments } from '../../../src/cli/dbt/arrange-arguments.ts';

const commands = new Set(['build', 'ls', 'docs', 'source', 'run-operation']);
const arranged = (line: string) =>
  arrangeArguments(
    line.split(' ').filter((word) => word !== ''),
    (word) => commands.has(word),
  );

test.each([
  ['build --select a', 'build --select a'],
  ['--quiet build', 'build --quiet'],
  ['--target prod --no-use-colors build -s a b', 'build --target prod --no-use-colors -s a b'],
  ['--log-format=json ls', 'ls --log-format=json'],
  ['docs generate --no-compile', 'docs generate --no-compile'],
  ['--quiet docs --target prod generate', 'docs generate --quiet --target prod'],
  ['--log-level debug run-operation build', 'run-operation --log-level debug build'],
  ['--thread 3 build', 'build --thread 3'],
  ['--help', '--help'],
  ['', ''],
])('%s', (given, expected) => {
  expect(arranged(given).args.join(' ')).toBe(expected);
  expect(arranged(given).twice).toEqual([]);
});

test.each([
  ['--target a build --target b', ['--target']],
  ['--defer build --no-defer', ['--defer']],
  ['-q build --quiet', ['--quiet']],
  ['--target a build -- --target', []],
  ['--target a build --threads 3', []],
])('%s has options twice: %j', (given, twice) => {
  expect(arranged(given).twice).toEqual(twice);
});
