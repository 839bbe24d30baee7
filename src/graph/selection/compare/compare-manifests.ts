import type { Diagnostic, NodeId } from '../../../base/index.ts';
import type { ArtifactManifest, ArtifactNode } from '../../../project/index.ts';
import type { StateComparison, StateWord } from '../request.ts';
import { describedDiffers } from './compare-described.ts';
import { nodeDiffers, type Part, partDiffers, sourceDiffers } from './compare-nodes.ts';
import { brokenContract, goneContract } from './contract.ts';
import { largeSeed } from './large-seeds.ts';
import { changedMacros, macrosOf } from './macros.ts';
import { byMeaning, type CompareRules } from './rules.ts';

/** How a project differs from what an earlier manifest.json says of it, with dbt's meaning of every word. */
export function compareManifests(
  earlier: ArtifactManifest,
  now: ArtifactManifest,
  rules: CompareRules = byMeaning,
): StateComparison {
  const { meanings } = rules;
  const changed = changedMacros(earlier, now, meanings);
  const macros = (id: NodeId, node: ArtifactNode): boolean =>
    changed(meanings?.macrosOf(id) ?? macrosOf(node));
  const reads = (id: NodeId, old: ArtifactNode | undefined): boolean =>
    old !== undefined && meanings?.readsDiffer(id) === true;
  const modified = (id: NodeId, old: ArtifactNode | undefined, node: ArtifactNode): boolean =>
    isDifferent(old, node, rules) || macros(id, node) || reads(id, old);
  return {
    is(word: StateWord, id: NodeId): boolean {
      const node = nodeOf(now, id);
      if (node === undefined) return false;
      const old = nodeOf(earlier, id);
      switch (word) {
        case 'new':
          return old === undefined;
        case 'old':
          return old !== undefined;
        case 'modified':
          return modified(id, old, node);
        case 'unmodified':
          return !modified(id, old, node);
        case 'modified.macros':
          return macros(id, node);
        case 'modified.vars':
          return reads(id, old);
        default:
          return partDiffers(word.slice('modified.'.length) as Part, old, node, rules);
      }
    },
    precise: meanings !== undefined,
    told: (word) => told(word, earlier, now, rules),
  };
}

const nodeOf = (manifest: ArtifactManifest, id: NodeId): ArtifactNode | undefined =>
  manifest.nodes[id] ??
  manifest.sources[id] ??
  manifest.exposures?.[id] ??
  manifest.metrics?.[id] ??
  manifest.semantic_models?.[id] ??
  manifest.saved_queries?.[id] ??
  manifest.unit_tests?.[id];

/** Whether a resource itself is `modified`. In dbt new sources, exposures and the like are not. */
function isDifferent(old: ArtifactNode | undefined, node: ArtifactNode, rules: CompareRules): boolean {
  const kind = node.resource_type;
  if (old === undefined) return rules.by === 'meaning' || kind === 'unit_test' || !described.has(kind);
  if (kind === 'source') return sourceDiffers(old, node, rules);
  return described.has(kind) ? describedDiffers(old, node, rules) : nodeDiffers(old, node, rules);
}

const described: ReadonlySet<string> = new Set([
  'source',
  'exposure',
  'metric',
  'semantic_model',
  'saved_query',
  'unit_test',
]);

/** What dbt says of a comparison, whatever is selected in the end. */
function told(
  word: StateWord,
  earlier: ArtifactManifest,
  now: ArtifactManifest,
  { by, meanings }: CompareRules,
): readonly Diagnostic[] {
  const whole = word === 'modified' || word === 'unmodified';
  const diagnostics: (Diagnostic | undefined)[] =
    whole || word === 'modified.vars' ? [...(meanings?.told ?? [])] : [];
  for (const [id, node] of Object.entries(now.nodes)) {
    const old = earlier.nodes[id];
    if (by === 'dbt' && (whole || word === 'modified.body')) diagnostics.push(largeSeed(old, node));
    if ((whole || word === 'modified.contract') && old !== undefined && node.resource_type === 'model')
      diagnostics.push(brokenContract(old, node));
  }
  if (whole || word === 'modified.contract')
    for (const [id, node] of Object.entries(earlier.nodes)) {
      const isOff = now.disabled?.[id] !== undefined;
      if (isOff || now.nodes[id] === undefined) diagnostics.push(goneContract(node, isOff, Date.now()));
    }
  return diagnostics.filter((each) => each !== undefined);
}
