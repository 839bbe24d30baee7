// Bundles src/cli/main.ts into dist/: one small start file, and chunks that are loaded when a command needs them.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const dist = join(import.meta.dirname, '..', 'dist');
const { outputFiles } = await build({
  absWorkingDir: join(import.meta.dirname, '..'),
  entryPoints: { assay: 'src/cli/main.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: ['@duckdb/node-api'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  minifySyntax: true,
  sourcemap: false,
  logLevel: 'warning',
  write: false,
});

// Whoever runs dist/ meanwhile finds the old files or the new ones: the start file, which names the chunks, comes last.
mkdirSync(dist, { recursive: true });
const chunksFirst = outputFiles.sort(
  (a, b) => Number(a.path.endsWith('assay.js')) - Number(b.path.endsWith('assay.js')),
);
for (const { path, contents } of chunksFirst) {
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}
const written = new Set(outputFiles.map(({ path }) => basename(path)));
for (const file of readdirSync(dist)) {
  if (!written.has(file)) rmSync(join(dist, file), { recursive: true, force: true });
}
