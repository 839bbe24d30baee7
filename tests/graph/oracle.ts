import { readFileSync } from 'node:fs';
import { ok, SourceText } from '../../src/base/index.ts';
import type { IndirectSelection, SelectionRequest } from '../../src/graph/index.ts';
import type { Selectable } from '../../src/graph/selection/selectable.ts';
import type { YamlMapping, YamlSequence } from '../../src/project/index.ts';

/** A node of dbt's manifest with what selection reads, as `scripts/selection-oracle` records it. */
export interface RecordedNode extends Omit<Selectable, 'dependsOn' | 'test' | 'config'> {
  readonly config?: YamlMapping;
  readonly dependsOn: readonly string[];
  readonly genericTest?: string;
}

/** What dbt answered to `ls` with these arguments: nodes, or an error. */
export interface Answer {
  readonly args: readonly string[];
  readonly nodes?: readonly string[];
  readonly error?: string;
  /** The words of which dbt says that they match no node. */
  readonly unmatched?: readonly string[];
}

interface RecordedProject {
  readonly project: string;
  readonly results: Readonly<Record<string, string>>;
  readonly selectors: YamlSequence;
  readonly nodes: readonly RecordedNode[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../cases/selection/${name}`, import.meta.url), 'utf8'));

export const recorded = read('project.json') as RecordedProject;
export const answers = (read('answers.json') as { readonly cases: readonly Answer[] }).cases;

/** A recorded node in the terms of selection. */
export function selectableOf({ dependsOn, genericTest, config, ...node }: RecordedNode): Selectable {
  return {
    ...node,
    dependsOn: { nodes: dependsOn },
    ...(config === undefined ? {} : { config: () => config }),
    ...(node.resource !== 'test'
      ? {}
      : { test: genericTest === undefined ? { kind: 'singular' } : { kind: 'generic', name: genericTest } }),
  };
}

/** The request that the arguments of `dbt ls` stand for. */
export function requestOf(args: readonly string[]): SelectionRequest {
  const given: Record<string, string[]> = {};
  let option = '';
  for (const word of args) {
    if (word.startsWith('--')) option = word;
    else given[option] = [...(given[option] ?? []), word];
  }
  const [selector] = given['--selector'] ?? [];
  return {
    select: given['--select'] ?? [],
    exclude: given['--exclude'] ?? [],
    ...(selector === undefined ? {} : { selector }),
    resourceTypes: given['--resource-type'] ?? [],
    excludeResourceTypes: given['--exclude-resource-type'] ?? [],
    indirect: (given['--indirect-selection']?.[0] ?? 'eager') as IndirectSelection,
    selectors: {
      list: recorded.selectors,
      locate: (path) => new SourceText('selectors.yml', path.join('.')).location(0),
    },
    results: () => ok(new Map(Object.entries(recorded.results))),
  };
}
