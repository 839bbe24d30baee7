import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../src/base/index.ts';

/** For codes that are easier to understand with an example, the golden case of tests/cases/bad-input that is shown. */
const cases: { readonly [code in ErrorCode]?: string } = {
  A1001: 'files/no-project',
  A1002: 'files/tab-in-yaml',
  A1010: 'names/config-key-unknown',
  A1011: 'names/config-of-wrong-type',
  A1013: 'names/config-that-does-not-go-together',
  A1020: 'command-line/target-unknown',
  A2014: 'names/ref-misspelt',
  A2015: 'names/source-misspelt',
  A2016: 'names/ref-of-disabled',
  A2020: 'names/two-models',
  A2022: 'names/described-twice',
  A2025: 'names/test-unknown',
  A2026: 'names/test-argument-unknown',
  A2027: 'names/test-argument-missing',
  A2028: 'names/test-without-its-column',
  A2030: 'names/var-missing',
  A2031: 'names/env-var-missing',
  A2040: 'names/one-relation',
  A2050: 'command-line/no-build-missing',
  A2101: 'names/cycle',
  A2110: 'command-line/selection-of-nothing',
  A2111: 'command-line/selection-method',
  A3001: 'template/unclosed-block',
  A3002: 'template/undefined-attribute',
  A3003: 'template/macro-arguments',
  A3010: 'template/unknown-filter',
  A3013: 'template/include',
  A3020: 'template/endless-loop',
  A3030: 'template/raised',
  A5001: 'sql/syntax',
  A5003: 'sql/unknown-column',
  A5004: 'sql/unknown-table',
  A5005: 'sql/conversion',
  A5007: 'sources/csv-ragged',
  A5020: 'sql/duplicate-columns',
  A5022: 'hooks/post-hook',
  A6004: 'names/test-argument-of-wrong-type',
};

/** What Assay says, as the case has it. */
export function errorExample(code: ErrorCode, root: string): string | undefined {
  const name = cases[code];
  const file = join(root, 'tests/cases/bad-input', `${name}.case`);
  if (name === undefined || !existsSync(file)) return undefined;
  const output = /^--- output:\n([\s\S]*?)(?=^--- |$(?![\s\S]))/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const lines = output.split('\n');
  const start = lines.findIndex((line) => /^(error|warning) /.test(line) && line.includes(` ${code}: `));
  if (start === -1) throw new Error(`${file} has no ${code}`);
  const end = lines.findIndex((line, index) => index > start && line === '');
  return lines
    .slice(start, end === -1 ? undefined : end)
    .filter((line) => !line.startsWith('  more: '))
    .join('\n');
}
