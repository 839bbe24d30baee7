// Bundles the benchmarks, which are TypeScript, beside a copy of the product as it is now.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** @param {string} folder made anew; within the repository, so that DuckDB is found from it */
export async function bundle(folder) {
  rmSync(folder, { recursive: true, force: true });
  const names = [
    'run',
    'bare',
    'one-query',
    'generate-project',
    'rows',
    'template',
    'examples',
    'bare-statements',
  ];
  await build({
    entryPoints: names.map((name) => `bench/${name}.ts`),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    external: ['@duckdb/node-api'],
    logLevel: 'warning',
  });
  for (const part of ['bin', 'dist']) cpSync(part, `${folder}/product/${part}`, { recursive: true });
  writeFileSync(`${folder}/product/package.json`, '{ "type": "module" }\n');
}
