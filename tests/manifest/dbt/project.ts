import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../../src/base/index.ts';
import { type OpenProject, readProject, understand } from '../../../src/cli/open/open-project.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import type { ManifestNode, ModelNode } from '../../../src/manifest/index.ts';

type Files = Readonly<Record<string, string>>;

const settings = {
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}\n',
};

/** A dbt project with these files, understood; packages stand below dbt_packages. */
export async function understood(files: Files, env: Record<string, string> = {}): Promise<OpenProject> {
  const result = await tried(files, env);
  if (result.ok) return result.value;
  throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
}

/** What is wrong with a project, as `code message`. */
export async function problems(files: Files, env: Record<string, string> = {}): Promise<string[]> {
  const result = await tried(files, env);
  if (result.ok) throw new Error('it was understood');
  return result.diagnostics.map(said);
}

export const said = ({ code, message }: Diagnostic): string => `${code} ${message}`;

async function tried(files: Files, env: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-dbt-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...settings, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const terminal = { cwd: dir, env } as unknown as Terminal;
  const project = await readProject({}, terminal);
  return project.ok ? understand(project.value, terminal) : project;
}

/** The files of a package, as `dbt deps` leaves them. */
export const installed = (name: string, files: Files): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ 'dbt_project.yml': `name: ${name}\n`, ...files }).map(([path, text]) => [
      `dbt_packages/${name}/${path}`,
      text,
    ]),
  );

/** What is in packages.yml for packages that are installed already. */
export const wanted = (...names: string[]): Record<string, string> => ({
  'packages.yml': `packages: [${names.map((name) => `{local: dbt_packages/${name}}`).join(', ')}]\n`,
});

export function model({ manifest }: OpenProject, id: string): ModelNode {
  const node = manifest.nodes.get(id.startsWith('model.') ? id : `model.shop.${id}`);
  if (node?.resource !== 'model') throw new Error(`${id} is not there`);
  return node;
}

/** Whom a node reads. */
export const parents = ({ manifest }: OpenProject, id: string): readonly string[] =>
  (manifest.nodes.get(id) as ManifestNode).dependsOn.nodes;
