import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from '../cli/harness.ts';

/** A page of the documentation. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly language: string;
  /** What follows the language: the file that the block is. */
  readonly file: string;
  readonly text: string;
  /** `exit: 1` of `<!-- exit: 1 -->` on the line before the block. */
  readonly notes: ReadonlyMap<string, string>;
  readonly line: number;
}

export const readPage = (path: string): Page => ({
  path,
  text: readFileSync(join(repository, path), 'utf8'),
});

/** The Markdown files of the root and of docs/. */
export function allPages(): Page[] {
  const below = (folder: string) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  const atRoot = readdirSync(repository).filter((name) => name.endsWith('.md'));
  return [...atRoot, ...below('docs')].sort().map(readPage);
}

export const pagesIn = (folder: string): Page[] =>
  allPages().filter(({ path }) => !relative(folder, path).startsWith('..'));

export function blocksOf({ text, path }: Page): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const opening = /^( *)```(\S*) *(.*)$/.exec(lines[index]!);
    if (opening === null) continue;
    const end = lines.findIndex((line, at) => at > index && line.trim() === '```');
    if (end === -1) throw new Error(`${path}:${index + 1}: the block is not closed`);
    const indent = opening[1]!.length;
    blocks.push({
      language: opening[2]!,
      file: opening[3]!.trim(),
      text: lines
        .slice(index + 1, end)
        .map((line) => `${line.slice(indent)}\n`)
        .join(''),
      notes: notesAbove(lines, index),
      line: index + 1,
    });
    index = end;
  }
  return blocks;
}

function notesAbove(lines: readonly string[], index: number): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at]!.trim();
    const note = /^<!-- (\w+): (.*) -->$/.exec(line);
    if (note !== null) notes.set(note[1]!, note[2]!);
    else if (line !== '') break;
  }
  return notes;
}

/** The words of a command line, as a shell would take them apart; no variables, no pipes. */
export function wordsOf(line: string): string[] {
  const words = line.match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}

/** The commands of a block, one a line, without prompts and comments. */
export const commandsOf = (block: Block): string[] =>
  block.text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
