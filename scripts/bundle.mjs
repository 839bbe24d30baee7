// Bundles src/cli/main.ts into dist/: one small start file, chunks that are loaded when a command needs them, and the
// licenses of the libraries that are in them.

import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const requireInModules =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: { assay: 'src/cli/main.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  plugins: [
    {
      name: 'engine',
      setup: (plugin) =>
        plugin.onResolve({ filter: /^@duckdb\/node-api$/ }, () => ({ path: './engine.js', external: true })),
    },
  ],
  banner: { js: requireInModules },
  minifySyntax: true,
  sourcemap: false,
  logLevel: 'warning',
  metafile: true,
  write: false,
});

const engine = await bundledEngine();
const { outputFiles: fast } = await build({
  absWorkingDir: root,
  entryPoints: { 'fast-list': 'src/cli/fast/list.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  logLevel: 'warning',
  write: false,
});

// What one bundle parsed is not for another one: src/cli/cache/build-id.ts.
const outputs = [...outputFiles, ...fast];
const buildId = createHash('sha256')
  .update(outputs.map(({ hash }) => hash).join())
  .digest('hex')
  .slice(0, 24);
const files = new Map([
  ...outputs.map(({ path, text }) => [basename(path), text.replaceAll('@build-id@', buildId)]),
  ...engine.outputFiles.map(({ path, contents }) => [basename(path), contents]),
]);
files.set('macros.json', await packedMacros());
files.set('licenses.txt', licenses(Object.keys({ ...metafile.inputs, ...engine.metafile.inputs })));
for (const [name, text] of await answers()) files.set(name, text);

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

/**
 * DuckDB's API as one file: its hundred small ones take longer to load than DuckDB itself. Its library stays where npm
 * has put it, beside the API.
 */
function bundledEngine() {
  const leaveLibrary = (plugin) => {
    plugin.onResolve({ filter: /^@duckdb\/node-bindings$/ }, ({ path }) => ({ path, namespace: 'library' }));
    plugin.onLoad({ filter: /./, namespace: 'library' }, ({ path }) => ({
      contents: `module.exports = createRequire(require.resolve('@duckdb/node-api'))('${path}');`,
    }));
  };
  return build({
    absWorkingDir: root,
    entryPoints: { engine: '@duckdb/node-api' },
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: requireInModules },
    plugins: [{ name: 'library', setup: leaveLibrary }],
    minify: true,
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
}

/** The macros that dbt projects have without installing them, read for the bundle so that starting it does not read them. */
async function packedMacros() {
  const { packMacros } = await bundled('src/parse/builtin-macros.ts');
  return JSON.stringify(packMacros(join(root, 'dbt/macros')));
}

/** What bin/ prints without loading the program, for each name it goes by and each kind of project. */
async function answers() {
  const { answersOf, completionScripts } = await bundled('src/cli/answers.ts');
  const place = mkdtempSync(join(tmpdir(), 'assay-bundle-'));
  try {
    const scripts = [...(await completionScripts(place))].map(([shell, text]) => [
      `completion.${shell}`,
      text,
    ]);
    const native = await answersOf('assay', 'native', place);
    writeFileSync(join(place, 'dbt_project.yml'), '');
    return [
      ...scripts,
      ['answers.assay.native.json', JSON.stringify(native)],
      ['answers.assay.dbt.json', JSON.stringify(await answersOf('assay', 'dbt', place))],
      ['answers.dbt.dbt.json', JSON.stringify(await answersOf('dbt', 'dbt', place))],
    ];
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** What a module of the sources exports; what it imports when it needs it is not loaded. */
async function bundled(path) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@duckdb/node-api'],
    logLevel: 'error',
    write: false,
  });
  const module = { exports: {} };
  const run = new Function('require', 'module', 'exports', outputFiles[0].text);
  run(createRequire(join(root, 'package.json')), module, module.exports);
  return module.exports;
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
