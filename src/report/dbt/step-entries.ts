import type { Event, NodeId, Outcome } from '../../base/index.ts';
import type { ManifestNode, TestNode } from '../../manifest/index.ts';
import type { Pen } from '../pen.ts';
import { resultLine, threadName } from './lines.ts';
import { type EntryName, entry, type LogEntry, type LogLevel } from './log-entry.ts';
import { isMicrobatch, type LoggedProject, materializedAs, nodeInfo, relationOf } from './node-info.ts';

/** Of a node among those of a run. */
export interface Position {
  readonly index: number;
  readonly total: number;
}

type Info = Readonly<Record<string, unknown>>;

/** Ephemeral models run, if one may call it so, without a word. */
export function isSilent(id: NodeId, { manifest }: LoggedProject): boolean {
  const node = manifest.nodes.get(id);
  return node?.resource === 'model' && node.config.materialized === 'ephemeral';
}

export function startedEntry(
  id: NodeId,
  { index, total }: Position,
  project: LoggedProject,
  info: Info,
  width: number,
): LogEntry {
  const node = project.manifest.nodes.get(id);
  const description = describe(id, node, project);
  const hook = node?.resource === 'operation';
  const line = resultLine({
    index,
    total,
    message: hook ? `START hook: ${description}` : `START ${description}`,
    status: 'RUN',
    width,
    cut: hook,
  });
  return hook
    ? entry('LogHookStartLine', line, { statement: description, index, total, node_info: info })
    : entry('LogStartLine', line, { description, index, total, node_info: info });
}

export function skippedEntry(
  { node: id }: Outcome,
  { index, total }: Position,
  project: LoggedProject,
  info: Info,
  width: number,
): LogEntry {
  const node = project.manifest.nodes.get(id);
  const resource = node?.resource ?? id.split('.', 1)[0]!;
  const name = node?.name ?? id;
  const relation = node === undefined ? undefined : relationOf(node);
  const what =
    resource === 'model' || resource === 'seed' || resource === 'snapshot'
      ? `relation ${relation?.schema ?? ''}.${name}`
      : `${resource} ${name}`;
  return entry(
    'SkippingDetails',
    (pen) => resultLine({ index, total, message: `SKIP ${what}`, status: pen.yellow('SKIP'), width }),
    {
      resource_type: resource,
      schema: relation?.schema ?? '',
      node_name: name,
      index,
      total,
      node_info: info,
    },
  );
}

export function finishedEntry(
  outcome: Outcome,
  { index, total }: Position,
  project: LoggedProject,
  info: Info,
  width: number,
): LogEntry {
  const node = project.manifest.nodes.get(outcome.node);
  const { name, level, words, status, data } = verdict(outcome, node, project);
  const message = (pen: Pen) =>
    resultLine({
      index,
      total,
      message: words,
      status: paint(pen, level, outcome)(status),
      took: outcome.elapsedMs,
      width,
      cut: name === 'LogHookEndLine',
    });
  return entry(
    name,
    message,
    {
      ...data,
      index,
      ...(name === 'LogTestResult' ? { num_models: total } : { total }),
      execution_time: outcome.elapsedMs / 1000,
      node_info: info,
    },
    { level, thread: threadName(outcome) },
  );
}

/** A batch of a microbatch model begins, or is done. */
export function batchEntry(
  event: Extract<Event, { kind: 'batch_started' | 'batch_finished' }>,
  project: LoggedProject,
  width: number,
): LogEntry {
  const { name, index, total } = event.batch;
  const node = project.manifest.nodes.get(event.node);
  const description = `batch ${name} of ${node === undefined ? event.node : shown(node, project)}`;
  const data = { description, batch_index: index, total_batches: total };
  const started = event.kind === 'batch_started';
  const info = nodeInfo(event.node, project, { status: started ? 'started' : event.status });
  if (started) {
    const line = resultLine({ index, total, message: `START ${description}`, status: 'RUN', width });
    return entry('LogStartBatch', `Batch ${line}`, { ...data, node_info: info });
  }
  const { status, elapsedMs: took } = event;
  const [words, verdict] = batchWords[status];
  return entry(
    'LogBatchResult',
    (pen) => {
      const color = status === 'error' ? pen.red : status === 'skipped' ? pen.yellow : pen.green;
      return `Batch ${resultLine({ index, total, message: `${words} ${description}`, status: color(verdict), took, width })}`;
    },
    { ...data, status, execution_time: took / 1000, node_info: info },
    { level: status === 'error' ? 'error' : 'info' },
  );
}

const batchWords = {
  success: ['OK created', 'OK'],
  error: ['ERROR creating', 'ERROR'],
  skipped: ['SKIP', 'SKIPPED'],
} as const;

function paint(pen: Pen, level: LogLevel, { status }: Outcome): (text: string) => string {
  if (level === 'error') return pen.red;
  return level === 'warn' || status === 'partial success' || status === 'no-op' ? pen.yellow : pen.green;
}

interface FinishedWords {
  readonly name: EntryName;
  readonly level: LogLevel;
  /** `OK created sql view model main.orders`. */
  readonly words: string;
  readonly status: string;
  readonly data: Info;
}

function verdict(outcome: Outcome, node: ManifestNode | undefined, project: LoggedProject): FinishedWords {
  const description = describe(outcome.node, node, project);
  const failed = outcome.status === 'error';
  const level = failed ? 'error' : 'info';
  const said = outcome.message ?? 'OK';
  switch (node?.resource) {
    case 'test':
    case 'unit_test':
      return testVerdict(outcome, node);
    case 'seed': {
      const { schema, identifier } = node.relation;
      const isUnchanged = outcome.reusedSince !== undefined;
      const status = outcome.message ?? (isUnchanged ? 'OK' : `INSERT ${outcome.rows ?? 0}`);
      return {
        name: 'LogSeedResult',
        level,
        words: `${failed ? 'ERROR loading' : isUnchanged ? 'OK unchanged' : 'OK loaded'} seed file ${schema}.${identifier}`,
        status: failed ? 'ERROR' : status,
        data: { status: outcome.status, result_message: status, schema, relation: identifier },
      };
    }
    case 'snapshot':
      return {
        name: 'LogSnapshotResult',
        level,
        words: `${failed ? 'ERROR snapshotting' : 'OK snapshotted'} ${shown(node, project)}`,
        status: failed ? 'ERROR' : said,
        data: { description: shown(node, project), status: outcome.status, result_message: said, cfg: {} },
      };
    case 'operation':
      return {
        name: 'LogHookEndLine',
        level,
        words: `${failed ? 'ERROR' : 'OK'} hook: ${description}`,
        status: failed ? 'ERROR' : 'OK',
        data: { statement: description, status: outcome.status },
      };
    default:
      if (outcome.status === 'no-op')
        return {
          name: 'LogNodeNoOpResult',
          level: 'info',
          words: `NO-OP ${description}`,
          status: 'NO-OP',
          data: { description, status: outcome.status },
        };
      return {
        name: 'LogModelResult',
        level,
        words: `${made(outcome)} ${description}`,
        status: failed ? 'ERROR' : said,
        data: { description, status: failed ? outcome.status : said },
      };
  }
}

function made({ status, reusedSince }: Outcome): string {
  if (status === 'error') return 'ERROR creating';
  if (status === 'partial success') return 'PARTIALLY created';
  return reusedSince === undefined ? 'OK created' : 'OK unchanged';
}

function testVerdict(
  outcome: Outcome,
  node: Extract<ManifestNode, { resource: 'test' | 'unit_test' }>,
): FinishedWords {
  const name = node.resource === 'unit_test' ? `${node.model}::${node.name}` : node.name;
  const failures = outcome.failures ?? 0;
  const words: Partial<Record<Outcome['status'], readonly [text: string, level: LogLevel]>> = {
    error: ['ERROR', 'error'],
    pass: ['PASS', 'info'],
    success: ['PASS', 'info'],
    warn: [`WARN ${failures}`, 'warn'],
  };
  const [text, level] = words[outcome.status] ?? [`FAIL ${failures}`, 'error'];
  return {
    name: 'LogTestResult',
    level,
    words: `${text} ${name}`,
    status: text,
    data: {
      name,
      status: outcome.status,
      num_failures: failures,
      attached_node: node.resource === 'test' ? attachedTo(node) : node.tested,
    },
  };
}

/** What a test is about, if it is one thing. */
const attachedTo = ({ test }: TestNode): string => (test.kind === 'generic' ? test.attachedTo : '');

/** `sql view model main.orders`, `test not_null_orders_id`. */
function describe(id: NodeId, node: ManifestNode | undefined, project: LoggedProject): string {
  if (node === undefined) {
    const { resource = 'node', name = id } = project.manifest.described.get(id) ?? {};
    return `${resource.replaceAll('_', ' ')} ${name}`;
  }
  switch (node.resource) {
    case 'model':
      return `${node.language} ${isMicrobatch(node) ? 'microbatch' : materializedAs(node)} model ${shown(node, project)}`;
    case 'seed':
      return `seed file ${shown(node, project)}`;
    case 'snapshot':
      return `snapshot ${shown(node, project)}`;
    case 'test':
      return `test ${node.name}`;
    case 'unit_test':
      return `unit_test ${node.model}::${node.name}`;
    case 'operation':
      return `${node.package}.${node.when}.${node.index}`;
    default:
      return `${node.resource} ${node.name}`;
  }
}

/** A relation without quotes; its database only where it is another than the usual one. */
function shown(node: ManifestNode, { database }: LoggedProject): string {
  const relation = relationOf(node);
  if (relation === undefined) return node.name;
  const other = relation.database !== undefined && relation.database !== database;
  return [...(other ? [relation.database] : []), relation.schema, relation.identifier].join('.');
}
