import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Diagnostic, Result } from '../../src/base/index.ts';
import { settingRenderer } from '../../src/cli/open/setting-renderer.ts';
import {
  type ConfigKind,
  loadProject,
  mergeConfig,
  type NodeProperties,
  type Project,
  type ProjectRequest,
  parseProperties,
} from '../../src/project/index.ts';
import { printDiagnostic } from './print-diagnostic.ts';

/**
 * Every folder of tests/cases/project is a project, with what loading it says in expected.txt; request.json holds what the
 * command line would give. `npx vitest run tests/project -u` writes expected.txt anew.
 */
const cases = join(import.meta.dirname, '../cases/project');
const scratch = mkdtempSync(join(tmpdir(), 'assay-project-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('loading a project', () => {
  test.each(readdirSync(cases))('%s', async (name) => {
    const dir = join(scratch, name);
    cpSync(join(cases, name), dir, { recursive: true, verbatimSymlinks: true });
    const said = await diagnosticsOf(dir);
    const printed = said.map(printDiagnostic).join('\n').replaceAll(dir, '<project>');
    await expect(printed === '' ? 'fine\n' : printed).toMatchFileSnapshot(join(cases, name, 'expected.txt'));
  });
});

async function diagnosticsOf(dir: string): Promise<readonly Diagnostic[]> {
  const file = join(dir, 'request.json');
  const request = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<ProjectRequest>) : {};
  const { HOME: home, ...others } = request.env ?? {};
  const env = home === undefined ? others : { ...others, HOME: join(dir, home) };
  const dbt = existsSync(join(dir, 'dbt_project.yml')) ? { renderValue: settingRenderer({ env }) } : {};
  const project = await loadProject({ dir, ...dbt, ...request, env });
  if (!project.ok) return project.diagnostics;
  return [
    ...project.value.warnings,
    ...project.value.files.flatMap((each) => readProperties(project.value, each)),
  ];
}

/** As the manifest does it: configs of all places merged, then parsed. */
function readProperties(project: Project, file: Project['files'][number]): readonly Diagnostic[] {
  if (file.kind !== 'properties') return [];
  const properties = parseProperties(file.text, project);
  if (!properties.ok) return properties.diagnostics;
  const { models, seeds } = properties.value;
  if (file.path.includes('templates')) return properties.value.warnings;
  const config = (kind: ConfigKind, node: NodeProperties) =>
    mergeConfig([...project.configsFor(kind, [project.name, node.name]), node.config]);
  const results: Result<unknown>[] = [
    ...models.map((model) => project.configs.model(config('models', model))),
    ...seeds.map((seed) => project.configs.seed(config('seeds', seed))),
    ...models
      .flatMap((model) => [...model.tests, ...model.columns.flatMap((column) => column.tests)])
      .map(({ config: own }) => project.configs.test(own)),
  ];
  return [
    ...properties.value.warnings,
    ...results.flatMap((result) => (result.ok ? [] : result.diagnostics)),
  ];
}
