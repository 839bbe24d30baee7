// Bundles src/cli/main.ts into dist/: one small start file, chunks that are loaded when a command needs them, and the
// licenses of the libraries that are in them.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { outputFiles, metafile } = await build({
  absWorkingDir: root,
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
  metafile: true,
  write: false,
});

const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
files.set('macros.json', await packedMacros());
files.set('licenses.txt', licenses(Object.keys(metafile.inputs)));

// Whoever runs dist/ meanwhile finds the old files or the new ones: the start file, which names the chunks, comes last.
mkdirSync(dist, { recursive: true });
const inOrder = [...files].sort(([a], [b]) => Number(a === 'assay.js') - Number(b === 'assay.js'));
for (const [name, contents] of inOrder) {
  const draft = join(dist, `${name}.${process.pid}`);
  writeFileSync(draft, contents);
  renameSync(draft, join(dist, name));
}
for (const name of readdirSync(dist)) {
  if (!files.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
}

/** The macros that dbt projects have without installing them, read for the bundle so that starting it does not read them. */
async function packedMacros() {
  const { outputFiles: packer } = await build({
    absWorkingDir: root,
    entryPoints: ['src/parse/builtin-macros.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    write: false,
  });
  const { packMacros } = await import(
    `data:text/javascript;base64,${Buffer.from(packer[0].contents).toString('base64')}`
  );
  return JSON.stringify(packMacros(join(root, 'dbt/macros')));
}

/** The license of every package that an input belongs to, as they ask to be passed on. */
function licenses(inputs) {
  const found = inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const packages = [...new Set(found.filter((path) => path !== undefined))].sort();
  const texts = packages.map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
    const text = file === undefined ? '' : readFileSync(join(root, path, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `The files here contain code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
