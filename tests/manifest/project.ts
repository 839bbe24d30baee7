import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collect, type Diagnostic, type Result } from '../../src/base/index.ts';
import { dataTests } from '../../src/features/tests/index.ts';
import {
  type LoadedManifest,
  loadManifest,
  MacroLookup,
  type Manifest,
  Names,
  packageGlobals,
} from '../../src/manifest/index.ts';
import { type ParsedFile, parseFile } from '../../src/parse/index.ts';
import { loadProject } from '../../src/project/index.ts';

interface Loaded extends LoadedManifest {
  readonly manifest: Manifest;
  readonly diagnostics: readonly Diagnostic[];
}

/** The manifest of a project with these files; its diagnostics where it is meant to fail. */
export async function loaded(
  files: Readonly<Record<string, string>>,
  { fails = false }: { readonly fails?: boolean } = {},
): Promise<Loaded> {
  const dir = mkdtempSync(join(tmpdir(), 'assay-manifest-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const settings = "name: shop\ntargets:\n  dev: {path: ':memory:', schema_prefix: ''}\n";
  for (const [path, text] of Object.entries({ 'project.yml': settings, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const result = await load(dir);
  if (result.ok === fails)
    throw new Error(
      result.ok ? 'it was loaded' : result.diagnostics.map(({ message }) => message).join('\n'),
    );
  return result.ok
    ? { ...result.value, diagnostics: [] }
    : { manifest: empty, names: new Names([], []), warnings: [], diagnostics: result.diagnostics };
}

async function load(dir: string): Promise<Result<LoadedManifest>> {
  const project = await loadProject({ dir, env: {} });
  if (!project.ok) return project;
  const parsed = collect(project.value.files.map((file) => parseFile(file, { dialect: 'native' })));
  if (!parsed.ok) return parsed;
  return loadManifest({
    project: project.value,
    files: parsed.value.filter((file): file is ParsedFile => file !== undefined),
    globals: packageGlobals(project.value, {}),
    materializations: new Set(['view', 'table', 'incremental', 'ephemeral']),
    tests: dataTests,
  });
}

const empty: Manifest = {
  project: { name: '', root: '' },
  nodes: new Map(),
  macros: MacroLookup.none,
  disabled: [],
  described: new Map(),
  disabledDescribed: [],
  groups: new Map(),
  docs: new Map(),
};
