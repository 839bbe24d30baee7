import {
  type Event,
  type NodeId,
  type NodeLabel,
  type Outcome,
  type StepKind,
  unreachable,
} from '../../base/index.ts';
import { isTest } from '../phrases.ts';

/** How the tests of a node stand. */
export interface TestCounts {
  total: number;
  passed: number;
  warned: number;
  failed: number;
  errored: number;
  skipped: number;
}

/** One line of the report: a built node with the tests that are about it, or a test by itself. */
export interface Entry {
  readonly label: NodeLabel;
  outcome?: Outcome;
  startedAt?: number;
  percent?: number;
  /** Its own step has been started, or its tests have. */
  started: boolean;
  testing: boolean;
  readonly tests: TestCounts;
  fate?: 'published' | 'kept' | 'unpublished';
  /** Whose failure withheld or skipped it. */
  because: readonly NodeId[];
  told: boolean;
}

/** Follows a run: which lines are running, and which are complete and not told yet. */
export class Board {
  readonly #entries = new Map<NodeId, Entry>();
  readonly #labels = new Map<NodeId, NodeLabel>();
  readonly outcomes = new Map<NodeId, Outcome>();
  interrupted = false;
  /** What nothing is done for, as the plan says. */
  reused: { readonly nodes: number; readonly tests: number } = { nodes: 0, tests: 0 };
  #withholds = true;

  /** Takes in what happened; gives back the entries that are complete through it. */
  apply(event: Event): Entry[] {
    switch (event.kind) {
      case 'planned':
        this.#withholds = event.direct !== true;
        this.reused = event.reused ?? this.reused;
        for (const label of event.nodes) this.#labels.set(label.id, label);
        for (const label of event.nodes) if (!this.#isShownElsewhere(label)) this.#open(label);
        for (const label of event.nodes) {
          const owner = this.#ownerOf(label.id);
          if (owner.label !== label) owner.tests.total++;
        }
        return [];
      case 'step_started':
        this.#start(event.step, event.node, event.at);
        return [];
      case 'batch_started':
        return [];
      case 'batch_finished':
        this.#ownerOf(event.node).percent = (100 * event.batch.index) / event.batch.total;
        return [];
      case 'step_progressed':
        this.#ownerOf(event.node).percent = event.percent;
        return [];
      case 'step_finished':
        return event.step === 'publish' ? [] : this.#finish(event.outcome);
      case 'published':
        return this.#settle(event.nodes, () => 'published', []);
      case 'withheld':
        return this.#settle(
          event.nodes,
          (id) => (event.kept.includes(id) ? 'kept' : 'unpublished'),
          event.because,
        );
      case 'interrupted':
        this.interrupted = true;
        return [];
      case 'run_finished':
        for (const outcome of event.outcomes) if (!this.#isSilent(outcome)) this.#finish(outcome);
        return this.entries.filter((entry) => entry.outcome && !entry.told).map(tell);
      case 'run_started':
      case 'diagnosed':
      case 'said':
        return [];
      default:
        return unreachable(event);
    }
  }

  get entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** Entries with something running, the longest-running first. */
  get running(): Entry[] {
    return this.entries
      .filter((entry) => !entry.told && isRunning(entry))
      .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  }

  labelOf(id: NodeId): NodeLabel {
    return this.#labels.get(id) ?? labelFromId(id);
  }

  /** The entry whose line tells of this node: a test's is that of the node it is about, if that is built too. */
  #ownerOf(id: NodeId): Entry {
    const label = this.labelOf(id);
    const owner = label.attachedTo === undefined ? undefined : this.#entries.get(label.attachedTo);
    return (this.#isShownElsewhere(label) && owner) || this.#entries.get(id) || this.#open(label);
  }

  #isShownElsewhere(label: NodeLabel): boolean {
    return label.resource === 'test' && label.attachedTo !== undefined && this.#labels.has(label.attachedTo);
  }

  /** Whether there is nothing to tell: nothing was ever to be done for it. */
  #isSilent({ node, reusedSince }: Outcome): boolean {
    return isIdle(node) || (reusedSince !== undefined && !this.#labels.has(node));
  }

  #open(label: NodeLabel): Entry {
    const tests = { total: 0, passed: 0, warned: 0, failed: 0, errored: 0, skipped: 0 };
    const entry: Entry = { label, started: false, testing: false, tests, because: [], told: false };
    this.#entries.set(label.id, entry);
    return entry;
  }

  #start(step: StepKind, node: NodeId, at: number): void {
    if (step === 'publish') return;
    const isOfTests = step === 'test' && !isTest(this.labelOf(node));
    if (isOfTests && !this.#entries.has(node)) {
      // The tests of something that this run does not build: they have lines of their own.
      for (const entry of this.entries) if (entry.label.attachedTo === node) begin(entry, at);
      return;
    }
    const entry = this.#ownerOf(node);
    if (isOfTests || entry.label.id !== node) entry.testing = true;
    else begin(entry, at);
  }

  #finish(outcome: Outcome): Entry[] {
    const known = this.outcomes.get(outcome.node);
    this.outcomes.set(outcome.node, outcome);
    const entry = this.#ownerOf(outcome.node);
    const isTest = entry.label.id !== outcome.node;
    if (!known) {
      delete entry.percent;
      if (isTest) countTest(entry.tests, outcome);
    }
    if (!isTest) {
      entry.outcome = outcome;
      if (outcome.because) entry.because = outcome.because;
      if (outcome.unpublished) entry.fate ??= outcome.unpublished === 'kept' ? 'kept' : 'unpublished';
    }
    return this.#complete(entry);
  }

  #settle(
    nodes: readonly NodeId[],
    fate: (id: NodeId) => Entry['fate'],
    because: readonly NodeId[],
  ): Entry[] {
    return nodes.flatMap((id) => {
      const entry = this.#ownerOf(id);
      const settled = fate(id);
      if (settled) entry.fate = settled;
      if (because.length > 0) entry.because = because;
      if (entry.told) return settled === 'published' || hasFailed(entry.tests) ? [] : [entry];
      return this.#complete(entry);
    });
  }

  #complete(entry: Entry): Entry[] {
    // Once one of its own tests has failed it is certain that a node is withheld.
    if (this.#withholds && hasFailed(entry.tests))
      entry.fate ??= entry.label.published ? 'kept' : 'unpublished';
    return !entry.told && isComplete(entry) ? [tell(entry)] : [];
  }
}

function isComplete(entry: Entry): boolean {
  const { outcome, tests } = entry;
  if (!outcome) return false;
  if (outcome.status !== 'success' || entry.label.resource === 'operation') return true;
  if (testsDone(tests) < tests.total) return false;
  // What is published later than its tests pass has its line at once; only if it is withheld it gets another.
  return tests.passed + tests.warned === tests.total || entry.fate !== undefined;
}

function isRunning({ outcome, started, testing, tests }: Entry): boolean {
  return (started && !outcome) || (testing && testsDone(tests) < tests.total);
}

const hasFailed = (tests: TestCounts): boolean => tests.failed + tests.errored > 0;

export const testsDone = (tests: TestCounts): number =>
  tests.passed + tests.warned + tests.failed + tests.errored + tests.skipped;

function begin(entry: Entry, at: number): void {
  entry.started = true;
  entry.startedAt ??= at;
}

function tell(entry: Entry): Entry {
  entry.told = true;
  return entry;
}

function countTest(tests: TestCounts, outcome: Outcome): void {
  switch (outcome.status) {
    case 'pass':
    case 'success':
    case 'no-op':
      tests.passed++;
      return;
    case 'warn':
      tests.warned++;
      return;
    case 'fail':
      tests.failed++;
      return;
    case 'error':
    case 'partial success':
      tests.errored++;
      return;
    case 'skipped':
      tests.skipped++;
      return;
    default:
      unreachable(outcome.status);
  }
}

/** Nothing is done for exposures and saved queries, so there is nothing to tell. */
const isIdle = (id: NodeId): boolean => id.startsWith('exposure.') || id.startsWith('saved_query.');

const kindsOfIds: ReadonlyMap<string, Pick<NodeLabel, 'resource' | 'materialized'>> = new Map([
  ['test', { resource: 'test', materialized: 'test' }],
  ['unit_test', { resource: 'unit_test', materialized: 'unit test' }],
  ['seed', { resource: 'seed', materialized: 'seed' }],
  ['snapshot', { resource: 'snapshot', materialized: 'snapshot' }],
  ['operation', { resource: 'operation', materialized: 'hook' }],
]);

/** For what was not in the plan: hooks of a project, which are no steps of it. */
function labelFromId(id: NodeId): NodeLabel {
  const [kind = '', , ...name] = id.split('.');
  const { resource, materialized } = kindsOfIds.get(kind) ?? { resource: 'model', materialized: kind };
  return { id, resource, label: name.join('.') || id, materialized, path: '' };
}
