import { type Before, type Definition, hashOf, type Known, Versions } from '../../src/fingerprint/index.ts';
import { explainPlan, makePlan, type Reason } from '../../src/plan/index.ts';
import { fingerprint } from '../fingerprint/fingerprints.ts';
import { nodeOf, type Written, written } from './graph-notation.ts';

/**
 * A project as in `graph-notation.ts`. A command has after its commas what is different from the time when all of it was
 * built and every test had passed:
 *
 *     > build, edited a, unbuilt b, gone c, altered d, volatile e, failed t, changed raw
 *
 * After a command stands what becomes of each node: built, perhaps, or reused.
 */
export function explained(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith('= '));
  const isNode = (line: string) => line !== '' && !/^[#>]/.test(line);
  const project = written(lines.filter(isNode).map(nodeOf));
  return lines
    .flatMap((line) =>
      line.startsWith('>') ? [line, ...told(project, line).map((each) => `= ${each}`)] : [line],
    )
    .join('\n');
}

type Words = (word: string) => readonly string[];

function told({ manifest, graph }: Written, command: string): string[] {
  const [verb, ...options] = command
    .slice(1)
    .split(',')
    .map((part) => part.trim().split(/\s+/));
  const given: Words = (word) => options.find(([first]) => first === word)?.slice(1) ?? [];
  const has = (word: string, node: string) => given(word).includes(node);
  const isView = (id: string) => {
    const node = manifest.nodes.get(id);
    return node?.resource === 'model' && node.config.materialized === 'view';
  };
  const isEphemeral = (id: string) => {
    const node = manifest.nodes.get(id);
    return node?.resource === 'model' && node.config.materialized === 'ephemeral';
  };
  /** What is ephemeral is a part of what reads it. */
  const partsOf = (id: string): string[] =>
    [...graph.parents(id)].filter(isEphemeral).flatMap((part) => [part, ...partsOf(part)]);
  const definitionOf = (id: string, isNow: boolean): Definition => {
    const node = manifest.nodes.get(id)!;
    const parts = partsOf(id);
    const materialized = node.resource === 'model' ? node.config.materialized : node.resource;
    return fingerprint({
      sql: `select ${[id, ...parts].map((part) => (isNow && has('edited', part) ? 2 : 1)).join(', ')} as ${id}`,
      config: { materialized: `"${materialized}"` },
      files: {},
      reads: [id, ...parts].flatMap((part) => [...graph.parents(part)].filter((read) => !isEphemeral(read))),
      unprovable: has('volatile', id) ? [{ kind: 'volatile', call: 'now' }] : [],
      upstream: {},
    });
  };
  const nothing: Known = {
    define: ({ id }) => ({ ok: true, value: definitionOf(id, false), warnings: [] }) as never,
    before: () => undefined,
    isAltered: () => false,
    notPassed: () => undefined,
    shared: () => undefined,
    tableVersion: () => 'v1',
  };
  const first = new Versions(nothing, manifest, isView);
  const records = new Map<string, Before>();
  for (const id of graph.order([...manifest.nodes.keys()])) {
    if (manifest.nodes.get(id)!.resource === 'source') continue;
    const made = first.fingerprint(definitionOf(id, false));
    const hash = hashOf(made);
    first.set(id, hash);
    records.set(id, { fingerprint: made, hash, version: hash, at: 0, seconds: 1, rows: 1 });
  }
  const isMissing = (id: string) => ['unbuilt', 'gone', 'altered', 'failed'].some((word) => has(word, id));
  const known: Known = {
    define: ({ id }) => ({ ok: true, value: definitionOf(id, true), warnings: [] }) as never,
    before: (id) => (isMissing(id) ? undefined : records.get(id)),
    isAltered: (id) => has('gone', id) || has('altered', id),
    notPassed: (id) => (has('failed', id) ? 'fail' : undefined),
    shared: () => undefined,
    tableVersion: (id) => (has('changed', id) ? 'v2' : 'v1'),
  };
  const plan = makePlan({
    manifest,
    graph,
    selected: new Set(verb!.length > 1 ? verb!.slice(1) : manifest.nodes.keys()),
    runs: { models: true, seeds: true, tests: verb![0] === 'build' },
    exists: ({ id }) => !has('unbuilt', id) && !has('gone', id),
    readsThrough: ({ id }) => isView(id),
    buildMissing: true,
    reuse: { known, versions: new Versions(known, manifest, isView) },
  });
  const { nodes, tests } = explainPlan(
    plan,
    graph,
    known,
    (id) => manifest.nodes.get(id)?.resource === 'test',
  );
  const words = { build: 'builds', show: 'shows', maybe: 'perhaps', reuse: 'reuses' };
  return [
    ...nodes.map(({ node, action, reason, downstream }) =>
      line([words[action], node, because(reason), downstream > 0 ? `(${downstream} may follow)` : '']),
    ),
    ...tests.map(({ node, action, reason }) =>
      line([action === 'build' ? 'tests' : words[action], node, because(reason)]),
    ),
  ];
}

const line = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function because(reason: Reason | undefined): string {
  if (reason === undefined) return '';
  switch (reason.kind) {
    case 'never_built':
      return `: never built, ${reason.neededBy} reads it`;
    case 'upstream':
      return `: if ${reason.nodes.join(' or ')}`;
    case 'changed':
      return `: ${reason.changes.map((change) => ('node' in change ? `${change.part} ${change.node}` : change.part)).join(', ')}`;
    case 'unprovable':
      return `: ${reason.because.map(({ kind }) => kind).join(', ')}`;
    default:
      return `: ${reason.kind}`;
  }
}
