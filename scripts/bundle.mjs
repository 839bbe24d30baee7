// Bundles src/cli/main.ts into dist/: the program, a small file that starts it, and the licenses of the libraries that are
// in it.

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
import { late } from './late.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: !process.argv.includes('--lines'),
  logLevel: 'warning',
  metafile: true,
  write: false,
};
// The program is a function in one file, of which V8's compiled code can be kept: src/cli/start/. What a command needs
// beyond the others is not run before it is asked for.
const { outputFiles, metafile } = await build({
  ...common,
  entryPoints: { program: 'src/cli/main.ts' },
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'bundleUrl' },
  plugins: [{ name: 'library', setup: leaveLibrary }, late],
  banner: {
    js: "(function (require, __filename, __dirname) { const bundleUrl = require('node:url').pathToFileURL(__filename).href;",
  },
  footer: { js: '})' },
});

const { outputFiles: small } = await build({
  ...common,
  entryPoints: { 'fast-list': 'src/cli/fast/list.ts', start: 'src/cli/start/start.ts' },
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.dirname': '__dirname' },
});

// What one bundle parsed is not for another one: src/cli/cache/build-id.ts.
const outputs = [...outputFiles, ...small];
const buildId = createHash('sha256')
  .update(outputs.map(({ hash }) => hash).join())
  .digest('hex')
  .slice(0, 24);
const files = new Map(
  outputs.map(({ path, text }) => [basename(path), ascii(text.replaceAll('@build-id@', buildId))]),
);
files.set('macros.json', ascii(await packedMacros()));
files.set('licenses.txt', licenses(Object.keys(metafile.inputs)));
for (const [name, text] of await answers()) files.set(name, text);

// Whoever runs dist/ meanwhile finds the old files or the new ones.
mkdirSync(dist, { recursive: true });
for (const [name, contents] of files) {
  const draft = join(dist, `${name}.${process.pid}`);
  writeFileSync(draft, contents);
  renameSync(draft, join(dist, name));
}
for (const name of readdirSync(dist)) {
  if (!files.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
}

/**
 * DuckDB's library stays where npm has put it, beside its API, of which the bundle has the hundred small files. Which C
 * library there is on Linux takes long to find out, and is clear where only one of the two builds was installed.
 */
function leaveLibrary(plugin) {
  plugin.onResolve({ filter: /^@duckdb\/node-bindings$/ }, ({ path }) => ({ path, namespace: 'library' }));
  plugin.onLoad({ filter: /./, namespace: 'library' }, () => ({
    contents: `
const { existsSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const ofApi = createRequire(createRequire(__filename).resolve('@duckdb/node-api'));
const bindings = ofApi.resolve('@duckdb/node-bindings');
const built = dirname(bindings) + '-' + process.platform + '-' + process.arch;
const isOnly = existsSync(built) && !existsSync(built + '-musl');
module.exports = isOnly ? ofApi(built + '/duckdb.node') : ofApi(bindings);`,
  }));
}

/**
 * esbuild leaves letters as they are in comments and regular expressions, where the escape means the same, as in the texts
 * of JSON; a file without them is read faster.
 */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
