import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenProject, openProject } from '../../../src/cli/open/open-project.ts';
import { manifestNow } from '../../../src/cli/select/earlier-run.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import type { StateWord } from '../../../src/graph/selection/request.ts';
import type { ArtifactManifest } from '../../../src/project/index.ts';

/** An edit of tests/cases/state-dbt/project, as scripts/selection-oracle/record_dbt_state.py applies it. */
export interface Edit {
  readonly name: string;
  /** What is there before: the project after another edit. */
  readonly base?: string;
  readonly move?: readonly (readonly [from: string, to: string])[];
  readonly replace?: readonly (readonly [path: string, text: string, by: string])[];
  readonly write?: Readonly<Record<string, string>>;
  /** Seeds of more than a mebibyte, with a value that is in every row. */
  readonly large?: readonly (readonly [path: string, value: string])[];
  readonly remove?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly vars?: string;
  readonly target?: string;
}

/** What dbt selects after an edit: the ids by the word; what is not there is empty. */
export type Answers = Partial<Record<StateWord, readonly string[]>> & {
  readonly edit: string;
  /** What the earlier manifest did not have. */
  readonly missing?: readonly string[];
  readonly errors?: Partial<Record<StateWord, unknown>>;
  /** The names of the events that tell of warnings. */
  readonly said?: Partial<Record<StateWord, readonly string[]>>;
};

const cases = new URL('../../cases/state-dbt/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, cases), 'utf8'));

export const edits = read('edits.json') as readonly Edit[];
export const answers = (read('answers.json') as { readonly cases: readonly Answers[] }).cases;
export const editOf = (name: string): Edit => edits.find((edit) => edit.name === name)!;

/** The project as it is after an edit and what the edit builds on, in a folder of its own. */
export async function openedAfter(edit: Edit | undefined, precise = false): Promise<OpenProject> {
  const dir = mkdtempSync(join(tmpdir(), 'assay-state-'));
  try {
    cpSync(fileURLToPath(new URL('project', cases)), dir, { recursive: true });
    for (const each of chainOf(edit)) apply(each, dir);
    const terminal = { cwd: dir, env: { ...edit?.env, DBT_PROFILES_DIR: dir } } as unknown as Terminal;
    const dbt = { ...(precise && { preciseState: true }) };
    const opened = await openProject(
      { target: edit?.target ?? 'dev', dbt, ...(edit?.vars !== undefined && { vars: edit.vars }) },
      terminal,
    );
    if (!opened.ok) throw new Error(JSON.stringify(opened.diagnostics));
    return opened.value;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const chainOf = (edit: Edit | undefined): readonly Edit[] =>
  edit === undefined ? [] : [...(edit.base === undefined ? [] : chainOf(editOf(edit.base))), edit];

function apply(edit: Edit, dir: string): void {
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
  for (const [file, value] of edit.large ?? []) {
    const rows = Array.from({ length: 150_000 }, (_, id) => `${id},${value}00\n`).join('');
    write(file, `id,amount\n${rows}`);
  }
  for (const file of edit.remove ?? []) rmSync(path(file));
}

const manifests = new Map<string | undefined, ArtifactManifest>();

/** The manifest.json of the project before an edit. */
export async function manifestBefore(edit: Edit): Promise<ArtifactManifest> {
  let manifest = manifests.get(edit.base);
  if (manifest === undefined) {
    manifest = manifestNow(await openedAfter(edit.base === undefined ? undefined : editOf(edit.base)));
    manifests.set(edit.base, manifest);
  }
  return manifest;
}
