import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openProject } from '../../src/cli/open/open-project.ts';
import { manifestNow } from '../../src/cli/select/earlier-run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { compareManifests } from '../../src/graph/index.ts';
import { type StateWord, stateWords } from '../../src/graph/selection/request.ts';
import type { ArtifactManifest } from '../../src/project/index.ts';
import { cases, dbtAnswers, dbtManifest, type Edit, edits } from '../graph/state-oracle.ts';

/** Where Assay answers otherwise on purpose, with the words that it is about. */
const deviations: Readonly<Record<string, { readonly why: string; readonly words: readonly StateWord[] }>> = {
  'the name of the target': {
    why: 'dbt counts the database of another target as a change of sources that name none',
    words: ['modified', 'unmodified', 'modified.relation'],
  },
  'a new table of a source': {
    why: 'dbt does not count a new source as modified',
    words: ['modified', 'unmodified'],
  },
  'the severity of a test': { why: 'here no config is part of the body of a test', words: ['modified.body'] },
  'the where of a test': { why: 'the same', words: ['modified.body'] },
  'tags of a test': { why: 'the same', words: ['modified.body'] },
  'meta of a test': { why: 'the same', words: ['modified.body'] },
};

describe('state: over projects that Assay reads, as dbt over the same', () => {
  it.each(edits.filter(({ assay }) => assay !== false))('$name', async (edit) => {
    const now = await manifestAfter(edit);
    const found = answers(await manifestAfter(), now);
    const expected = dbtAnswers(edit.name);
    const different = stateWords.filter((word) => found[word].join() !== expected[word].join());
    expect(different).toEqual(deviations[edit.name]?.words ?? []);
  });

  it('reads a manifest.json that dbt wrote', async () => {
    const found = answers(dbtManifest(), await manifestAfter());
    // dbt has the config of a test in its raw code.
    const body = found['modified.body'].filter((id) => !id.startsWith('test.shop.everybody_has_an_id.'));
    expect({ ...found, 'modified.body': body }).toEqual(dbtAnswers('nothing'));
  });
});

function answers(before: ArtifactManifest, now: ArtifactManifest) {
  const comparison = compareManifests(before, now);
  const ids = [...Object.keys(now.nodes), ...Object.keys(now.sources)].sort();
  const found = stateWords.map((word) => [word, ids.filter((id) => comparison.is(word, id))]);
  return Object.fromEntries(found) as Readonly<Record<StateWord, readonly string[]>>;
}

async function manifestAfter(edit: Edit = { name: 'nothing' }): Promise<ArtifactManifest> {
  const dir = mkdtempSync(join(tmpdir(), 'assay-state-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  cpSync(fileURLToPath(new URL('project', cases)), dir, { recursive: true });
  const path = (name: string): string => join(dir, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  for (const [from, to] of edit.move ?? []) {
    mkdirSync(dirname(path(to)), { recursive: true });
    renameSync(path(from), path(to));
  }
  for (const [file, text, by] of edit.replace ?? [])
    write(
      file,
      readFileSync(path(file), 'utf8').replace(text, () => by),
    );
  for (const [file, text] of Object.entries(edit.write ?? {})) write(file, text);
  for (const file of edit.remove ?? []) rmSync(path(file));
  const targets = ['dev', 'prod'].map((name) => `  ${name}: { path: ${name}.duckdb }\n`).join('');
  write('project.yml', `${readFileSync(path('project.yml'), 'utf8')}targets:\n${targets}`);
  const terminal = { cwd: dir, env: edit.env ?? {} } as unknown as Terminal;
  const opened = await openProject({ target: edit.target ?? 'dev' }, terminal);
  if (!opened.ok) throw new Error(JSON.stringify(opened.diagnostics));
  return manifestNow(opened.value);
}
