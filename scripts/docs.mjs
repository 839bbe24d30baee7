// Writes the generated sections of docs/reference/*.md anew, from the tables in the code.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
// Below the project, so that its packages are found from there.
const scratch = mkdtempSync(join(root, 'node_modules', '.docs-'));
try {
  const outfile = join(scratch, 'reference.mjs');
  await build({
    entryPoints: [join(root, 'scripts/reference.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  const { regenerated } = await import(pathToFileURL(outfile).href);
  const folder = join(root, 'docs/reference');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = regenerated(before);
    if (after === before) continue;
    writeFileSync(join(folder, file), after);
    console.log(`docs/reference/${file}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
