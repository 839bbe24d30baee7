import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeOf, planOf, printed, type Written, written } from './graph-notation.ts';

const folder = join(import.meta.dirname, '../cases/plan');

/** Graphs in the notation of `graph-notation.ts`, each followed by commands (`> build`) and the steps that come of them. */
for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
    const path = join(folder, file);
    await expect(answered(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  });
}

/** The case with the steps of its commands as they are now. */
function answered(text: string): string {
  const blocks = text.trimEnd().split(/\n\n+/);
  let graph: Written | undefined;
  const answers = blocks.map((block) => {
    if (block.startsWith('#')) return block;
    if (block.startsWith('>')) {
      const [command] = block.split('\n');
      return [command, ...printed(planOf(graph!, command!))].join('\n');
    }
    graph = written(block.split('\n').map(nodeOf));
    return block;
  });
  return `${answers.join('\n\n')}\n`;
}
