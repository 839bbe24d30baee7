import { error, fail, type NodeId, type Outcome, warning } from '../base/index.ts';
import { type BoundTest, type CompiledTest, compileTest, runTests, type TestResult } from '../check/index.ts';
import type { BuildableNode, TestNode } from '../manifest/index.ts';
import type { TestStep } from '../plan/index.ts';
import { checkSources } from './check-sources.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import { reusedOutcome } from './reuse/reused-outcome.ts';
import type { Run } from './run.ts';
import { Timing } from './timing.ts';

/** Gives verdicts on the tests of a step. Resolves to whether none failed; warnings do not count. */
export async function runTestStep(step: TestStep, run: Run, worker: number): Promise<boolean> {
  const { settings } = run;
  const timing = new Timing(settings.clock);
  const nodes = step.tests.map((id) => settings.compile.manifest.nodes.get(id) as TestNode);
  const compiled = new Map<NodeId, CompiledTest>();
  const bound: BoundTest[] = [];
  let passed = true;
  const session = await run.session(worker);
  for (const node of nodes) {
    settings.emit({ kind: 'step_started', at: settings.clock.now(), step: 'test', node: node.id });
    const before = run.reuse?.unchanged(node, step.reasons.get(node.id)!);
    if (before !== undefined) {
      run.finish(timing.outcome(node.id, 'pass', worker, { failures: 0, ...reusedOutcome(before) }), 'test');
      continue;
    }
    const files = await checkSources(node, session, run);
    const test = files === undefined ? prepare(node, run) : fail(files);
    if ('diagnostics' in test) {
      passed = false;
      run.finish(timing.outcome(node.id, 'error', worker, { diagnostics: test.diagnostics }), 'test');
      continue;
    }
    compiled.set(node.id, test.compiled);
    bound.push(test.bound);
  }
  timing.running();
  const rows = step.on === undefined ? undefined : run.bindings.staged(step.on)?.rows;
  for (const result of await runTests(bound, session, rows)) {
    const outcome = await outcomeOf(result, compiled.get(result.node.id)!, timing, run, worker, rows);
    passed &&= outcome.status === 'pass' || outcome.status === 'warn';
    run.reuse?.ran(result.node, result.verdict, outcome.finishedAt, outcome.elapsedMs / 1000);
    run.finish(outcome, 'test');
  }
  return passed;
}

function prepare(node: TestNode, run: Run, withheld?: ReadonlySet<NodeId>) {
  const { compile, tests, adapter } = run.settings;
  const config = run.settings.storeFailures ? { ...node.config, storeFailures: true } : node.config;
  const compiled = compileTest({ ...node, config }, { compile, tests, sql: adapter });
  if (!compiled.ok) return compiled;
  const failing = run.bindings.bindStaged(compiled.value.failing, withheld);
  if ('ok' in failing) return failing;
  const bound: BoundTest = { node: compiled.value.node, failing };
  const { aggregate } = compiled.value;
  if (aggregate === undefined) return { compiled: compiled.value, bound };
  const expression = run.bindings.bindStaged(aggregate.expression, withheld);
  const from = run.bindings.bindStaged(aggregate.from, withheld);
  if ('ok' in expression || 'ok' in from) return { compiled: compiled.value, bound };
  return {
    compiled: compiled.value,
    bound: { ...bound, aggregate: { expression: expression.text, from: from.text } },
  };
}

async function outcomeOf(
  result: TestResult,
  compiled: CompiledTest,
  timing: Timing,
  run: Run,
  worker: number,
  rows: number | undefined,
): Promise<Outcome> {
  const { settings } = run;
  const { node } = result;
  const compiledPath = settings.compiledPath(node);
  const failing = run.bindings.bindStaged(compiled.failing);
  const common = { compiledPath, ...('text' in failing && { compiledSql: failing.text }) };
  if (result.verdict === 'error') {
    const diagnostic = engineDiagnostic(result.error, {
      label: node.name,
      sql: result.sql,
      compiledPath,
      location: node.locate(),
      root: settings.projectRoot,
    });
    return timing.outcome(node.id, 'error', worker, { ...common, diagnostics: [diagnostic] });
  }
  if (result.verdict === 'pass')
    return timing.outcome(node.id, 'pass', worker, { ...common, failures: result.failures });
  const tested = rows ?? (await countRows(node, run, worker));
  const make = result.verdict === 'fail' ? error : warning;
  const diagnostic = make('A6001', compiled.expectation ?? `expected no rows, got ${result.failures}`, {
    location: node.locate(),
  });
  return timing.outcome(node.id, result.verdict, worker, {
    ...common,
    failures: result.failures,
    ...(tested !== undefined && { tested }),
    ...(result.failing && { failing: result.failing }),
    diagnostics: [diagnostic],
  });
}

/**
 * Whether a test passes with the published versions of `withheld` and the staged ones of everything else: with
 * what readers would see together. Where one of them was never published nobody sees it, and there is no such pair.
 */
export async function passesBeside(test: NodeId, withheld: ReadonlySet<NodeId>, run: Run): Promise<boolean> {
  const { manifest } = run.settings.compile;
  const node = manifest.nodes.get(test) as TestNode;
  for (const id of withheld) {
    const { relation } = manifest.nodes.get(id) as BuildableNode;
    if (node.dependsOn.nodes.includes(id) && run.existing(relation) === undefined) return true;
  }
  const prepared = prepare(node, run, withheld);
  if ('diagnostics' in prepared) return false;
  const [result] = await runTests([prepared.bound], await run.session(0), undefined);
  return result?.verdict === 'pass' || result?.verdict === 'warn';
}

/** How many rows the tested relation has, to say how many of them failed. */
async function countRows(node: TestNode, run: Run, worker: number): Promise<number | undefined> {
  if (node.test.kind === 'singular') return undefined;
  const subject = run.settings.compile.manifest.nodes.get(node.test.attachedTo);
  if (subject?.resource !== 'model' && subject?.resource !== 'seed') return undefined;
  if (subject.resource === 'model' && subject.config.materialized === 'ephemeral') return undefined;
  const relation = run.bindings.staged(subject.id)?.relation ?? subject.relation;
  const counted = await (await run.session(worker)).query(
    `select count(*) from ${run.settings.adapter.relation(relation)}`,
  );
  return counted.ok ? Number(counted.value.rows[0]?.[0]) : undefined;
}
