// node scripts/manifest-readers/start.mjs: whether dagster-dbt and astronomer-cosmos see in Assay's manifest.json what they see
// in dbt's, and whether Dagster can build with Assay as its dbt. Needs `npm run build`, Python and PyPI; see README.md.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const cases = join(root, 'tests', 'cases', 'dbt-artifacts');
const work = mkdtempSync(join(tmpdir(), 'manifest-readers-'));
const project = join(work, 'shop');
const dbt = join(work, 'dbt');
const env = { ...process.env, DBT_ENV_CUSTOM_ENV_TEAM: 'us', DO_NOT_TRACK: '1' };

try {
  cpSync(join(cases, 'shop'), project, { recursive: true });
  writeFileSync(dbt, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin', 'dbt.js')}' "$@"\n`);
  chmodSync(dbt, 0o755);
  for (const command of ['deps', 'parse', 'seed']) run(dbt, [command], { cwd: project });
  const manifests = {
    dbt: join(cases, 'dbt', 'parse.manifest.json'),
    assay: join(project, 'target', 'manifest.json'),
  };
  const dagster = python('dagster', ['dagster-dbt', 'python-dateutil']);
  const cosmos = python('cosmos', ['astronomer-cosmos']);
  const differing =
    compare('dagster-dbt', manifests, (file) => read(dagster, 'dagster_graph.py', [file])) +
    compare('astronomer-cosmos', manifests, (file) => read(cosmos, 'cosmos_graph.py', [file, project])) +
    built(
      read(dagster, 'dagster_build.py', [project, dbt]),
      read(dagster, 'dagster_graph.py', [manifests.dbt]),
    );
  process.exitCode = differing === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The Python of an environment with these packages; made when it is not there. */
function python(name, packages) {
  const folder = join(root, '.venv', name);
  const interpreter = join(folder, 'bin', 'python');
  if (!existsSync(interpreter)) {
    run('python3', ['-m', 'venv', folder], {});
    run(join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages], {});
  }
  return interpreter;
}

/** What a reader prints last. */
function read(interpreter, script, args) {
  const printed = run(interpreter, [join(import.meta.dirname, script), ...args], { cwd: work });
  return JSON.parse(printed.trimEnd().split('\n').at(-1));
}

function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    maxBuffer: 1e9,
    ...options,
  });
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(' ')}\n${error ?? stdout + stderr}`);
  return stdout;
}

function compare(reader, manifests, graphOf) {
  const [dbtGraph, assayGraph] = [graphOf(manifests.dbt), graphOf(manifests.assay)];
  let differing = 0;
  for (const kind of Object.keys(dbtGraph)) {
    const names = new Set([...Object.keys(dbtGraph[kind]), ...Object.keys(assayGraph[kind])]);
    const different = [...names].filter(
      (name) => text(dbtGraph[kind][name]) !== text(assayGraph[kind][name]),
    );
    console.log(`${reader}: ${names.size} ${kind}, ${names.size - different.length} identical`);
    for (const name of different)
      console.log(
        `  ${name}\n    dbt:   ${text(dbtGraph[kind][name])}\n    assay: ${text(assayGraph[kind][name])}`,
      );
    differing += different.length;
  }
  return differing;
}

/** Tags are a set in dbt, and come in another order each time. */
function text(value) {
  return JSON.stringify(value, (key, inside) =>
    key === 'tags' && Array.isArray(inside) ? inside.toSorted() : inside,
  );
}

/** Everything but what waits for the unit test that fails on purpose. */
function built({ materialized, checked }, { assets, checks }) {
  const missing = Object.keys(assets).filter((name) => !materialized.includes(name) && name !== 'two_rows');
  const failed = Object.keys(checks).filter((name) => checked[name] !== true);
  console.log(
    `dagster-dbt, building: ${materialized.length} of ${Object.keys(assets).length} assets materialized, ` +
      `${Object.keys(checked).length} of ${Object.keys(checks).length} checks passed`,
  );
  for (const name of [...missing, ...failed]) console.log(`  ${name} is missing`);
  return missing.length + failed.length;
}
