import { readFileSync } from 'node:fs';
import { type StateWord, stateWords } from '../../src/graph/selection/request.ts';
import type { ArtifactManifest } from '../../src/project/index.ts';

/** An edit of tests/cases/state/project, as scripts/selection-oracle/record_state.py applies it. */
export interface Edit {
  readonly name: string;
  /** What is there before: the project after another edit. */
  readonly base?: string;
  /** False when it is about something that Assay does not have. */
  readonly assay?: false;
  readonly move?: readonly (readonly [from: string, to: string])[];
  readonly replace?: readonly (readonly [path: string, text: string, by: string])[];
  readonly write?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly target?: string;
}

type Entries = Readonly<Record<string, unknown>>;

interface Recorded {
  readonly base: Readonly<Record<keyof ArtifactManifest, Entries>>;
  readonly cases: readonly {
    readonly edit: string;
    readonly changed: Partial<Recorded['base']>;
    /** Without those that are as one expects: `old` is everything, `unmodified` what is not modified. */
    readonly answers: Partial<Record<StateWord, readonly string[]>>;
  }[];
}

export const cases = new URL('../cases/state/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, cases), 'utf8'));

const recorded = read('answers.json') as Recorded;
export const edits = read('edits.json') as readonly Edit[];
export const editOf = (name: string): Edit => edits.find((edit) => edit.name === name)!;
const caseOf = (name: string) => recorded.cases.find(({ edit }) => edit === name)!;

/** The manifest that dbt wrote of the project after an edit. */
export function dbtManifest(edit?: string): ArtifactManifest {
  const changed = edit === undefined ? {} : caseOf(edit).changed;
  const after = (kind: keyof ArtifactManifest): Entries => {
    const all = Object.entries({ ...recorded.base[kind], ...changed[kind] });
    return Object.fromEntries(all.filter(([, value]) => value !== null));
  };
  const manifest = { nodes: after('nodes'), sources: after('sources'), macros: after('macros') };
  return manifest as unknown as ArtifactManifest;
}

/** The nodes that dbt selects after an edit, for every word. */
export function dbtAnswers(edit: string): Readonly<Record<StateWord, readonly string[]>> {
  const { answers } = caseOf(edit);
  const { nodes, sources } = dbtManifest(edit);
  const all = [...Object.keys(nodes), ...Object.keys(sources)].sort();
  const { modified = [] } = answers;
  const usual: Partial<Record<StateWord, readonly string[]>> = {
    old: all,
    unmodified: all.filter((id) => !modified.includes(id)),
  };
  return Object.fromEntries(
    stateWords.map((word) => [word, answers[word] ?? usual[word] ?? []]),
  ) as unknown as Readonly<Record<StateWord, readonly string[]>>;
}
