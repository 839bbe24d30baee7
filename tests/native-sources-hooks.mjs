// Makes JavaScript of the TypeScript that Node imports; in a thread of its own, as tests/native-sources.mjs has it.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

export async function load(url, context, next) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const { code } = await transform(await readFile(sourcefile, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20.10',
    sourcemap: 'inline',
    sourcesContent: false,
    sourcefile,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
