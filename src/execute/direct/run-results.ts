import type { Outcome } from '../../base/index.ts';
import { DictObject, type DirectSettings } from '../../compile/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { fromJs, PyDateTime, PyDict, PyFloat, PyTuple, type Value } from '../../template/index.ts';
import { threadName } from './build-directly.ts';
import { keptIn } from './prepare-directly.ts';

/** `results`, `schemas` and `database_schemas` as the hooks after a run see them. */
export function resultValues(
  outcomes: readonly Outcome[],
  settings: DirectSettings,
): ReadonlyMap<string, Value> {
  const { manifest } = settings;
  const built = outcomes.flatMap(({ node: id, status }) => {
    const node = manifest.nodes.get(id);
    const fine = !['error', 'fail', 'skipped'].includes(status);
    return node !== undefined && fine ? placeOf(node, settings) : [];
  });
  const places = new Map(built.map((place) => [place.join('.'), place]));
  const results = outcomes.filter(
    ({ node, status }) => manifest.nodes.get(node)?.resource !== 'operation' || status === 'error',
  );
  return new Map<string, Value>([
    ['results', results.map((outcome) => resultOf(outcome, settings))],
    ['schemas', [...new Set([...places.values()].map(([, schema]) => schema))]],
    ['database_schemas', [...places.values()].map((place) => new PyTuple(place))],
  ]);
}

function placeOf(
  node: ManifestNode,
  { project, storeFailures }: DirectSettings,
): (readonly [string, string])[] {
  const isRelation = node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot';
  const relation = isRelation ? node.relation : keptIn(node, storeFailures);
  return relation === undefined
    ? []
    : [[relation.database ?? project.target.profile?.database ?? '', relation.schema]];
}

function resultOf(outcome: Outcome, settings: DirectSettings): Value {
  const node = settings.manifest.nodes.get(outcome.node);
  const described = node === undefined ? idle(outcome.node, settings) : settings.describe(node);
  const time = (at: number): Value => PyDateTime.ofEpoch(at, undefined);
  const timing = (name: string, from: number, to: number): Value =>
    new DictObject(
      'TimingInfo',
      new PyDict([
        ['name', name],
        ['started_at', time(from)],
        ['completed_at', time(to)],
      ]),
    );
  const ran = outcome.status !== 'skipped';
  const fields: readonly (readonly [string, Value])[] = [
    ['status', outcome.status],
    [
      'timing',
      ran
        ? [
            timing('compile', outcome.compileStartedAt, outcome.startedAt),
            timing('execute', outcome.startedAt, outcome.finishedAt),
          ]
        : [],
    ],
    ['thread_id', threadName(outcome.thread)],
    ['execution_time', new PyFloat(outcome.elapsedMs / 1000)],
    ['adapter_response', fromJs(outcome.adapterResponse ?? {})],
    ['message', outcome.message ?? outcome.diagnostics[0]?.message ?? null],
    ['failures', outcome.failures ?? null],
    ['node', new DictObject('Node', nodeDict(described, outcome))],
    ['agate_table', null],
    ['batch_results', null],
  ];
  return new DictObject('RunResult', new PyDict(fields));
}

/** What manifest.json has of an exposure or a saved query. */
function idle(id: string, settings: DirectSettings): Readonly<Record<string, unknown>> {
  const found = Object.values(settings.describeRest()).flatMap((part) => part[id] ?? []);
  return (found[0] as Readonly<Record<string, unknown>> | undefined) ?? {};
}

function nodeDict(described: Readonly<Record<string, unknown>>, outcome: Outcome): PyDict {
  const node = fromJs(described) as PyDict;
  if (outcome.compiledSql !== undefined) {
    node.set('compiled', true);
    node.set('compiled_code', outcome.compiledSql);
  }
  return node;
}
