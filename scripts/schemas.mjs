// Writes schemas/*.json, the JSON Schemas for editors, from the zod schemas of src/project.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'assay-schemas-'));
const bundle = join(scratch, 'schemas.mjs');
try {
  await build({
    entryPoints: [join(root, 'src/project/schema/json-schemas.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const { jsonSchemas } = await import(pathToFileURL(bundle).href);
  mkdirSync(join(root, 'schemas'), { recursive: true });
  for (const [file, schema] of Object.entries(jsonSchemas())) {
    writeFileSync(join(root, 'schemas', file), `${JSON.stringify(schema, null, 2)}\n`);
    console.log(`schemas/${file}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
