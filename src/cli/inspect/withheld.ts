import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExistingRelation } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import type { NodeId } from '../../base/index.ts';
import type { CompileSettings } from '../../compile/index.ts';
import { Bindings } from '../../execute/index.ts';
import type { TestNode } from '../../manifest/index.ts';
import { relationKey, stagedName } from '../../publish/index.ts';
import type { OpenProject } from '../open/open-project.ts';

/**
 * What a test judged when it ran last. A build that fails leaves what it built staged, beside what is published, and
 * its tests are about that. What an earlier build left is not, if run_results.json tells that the test ran since.
 */
export function bindWithheld(
  test: TestNode,
  existing: ReadonlyMap<string, ExistingRelation>,
  compile: CompileSettings,
  { manifest, project }: OpenProject,
): { readonly bindings: Bindings; readonly nodes: ReadonlySet<NodeId> } {
  const bindings = new Bindings(duckdb, compile);
  const lastRun = lastRunOf(project.paths.target);
  const known = lastRun?.has(test.id) === true ? lastRun : undefined;
  const nodes = new Set<NodeId>();
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'model' && node.resource !== 'seed') continue;
    const staged = existing.get(relationKey(stagedName(node.relation)));
    if (staged === undefined || known?.has(node.id) === false) continue;
    nodes.add(node.id);
    if (node.resource === 'model' && node.config.materialized === 'view') bindings.expand(node.id);
    else bindings.stage(node.id, { relation: stagedName(node.relation), kind: staged.kind, rows: undefined });
  }
  return { bindings, nodes };
}

/** The nodes that the last run came to. */
function lastRunOf(target: string): ReadonlySet<NodeId> | undefined {
  try {
    const artifact: unknown = JSON.parse(readFileSync(join(target, 'run_results.json'), 'utf8'));
    const { results } = artifact as {
      readonly results: readonly { readonly unique_id: NodeId; readonly status: string }[];
    };
    const reached = results.filter(({ status }) => status !== 'skipped');
    return new Set(reached.map((result) => result.unique_id));
  } catch {
    return undefined;
  }
}
