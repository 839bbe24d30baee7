import { didYouMean, type ErrorCode, error, errorCodes } from '../../base/index.ts';
import { Notes } from '../notes.ts';
import type { Terminal } from '../terminal.ts';

const widest = 78;

/** `explain A2014`: what the code means and how to mend it. */
export function explainCode(given: string, terminal: Terminal): 0 | 2 {
  const code = given.toUpperCase().replace(/^(\d{4})$/, 'A$1');
  if (!isCode(code)) {
    const hint = didYouMean(code, Object.keys(errorCodes)) ?? 'assay explain lists every code';
    new Notes(terminal).diagnose([error('A4005', `there is no error code '${given}'`, { hint })]);
    return 2;
  }
  const { title, explanation } = errorCodes[code];
  const lines = explanation
    .split('\n')
    .flatMap((line) => wrapped(line, Math.min(widest, terminal.stdout.columns)));
  terminal.stdout.write(`${code}  ${title}\n\n${lines.join('\n')}\n`);
  return 0;
}

/** `explain`: every code and its title, a line each, grouped by what they are about. */
export function listCodes(terminal: Terminal): 0 {
  let group = '';
  for (const [code, { title }] of Object.entries(errorCodes).sort()) {
    const next = groups[code.slice(0, 2)] ?? '';
    if (next !== group) terminal.stdout.write(`${group === '' ? '' : '\n'}${next}\n`);
    group = next;
    terminal.stdout.write(`  ${code}  ${title}\n`);
  }
  return 0;
}

const groups: Readonly<Record<string, string>> = {
  A1: 'The project file, YAML, files',
  A2: 'Names, configs, selection',
  A3: 'Templates',
  A4: 'The command line',
  A5: 'The warehouse and SQL',
  A6: 'Data tests and publishing',
  A7: 'Packages',
  A9: 'Assay itself',
};

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
