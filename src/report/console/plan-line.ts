import type { Event } from '../../base/index.ts';
import { count, counted } from '../format/amounts.ts';
import { cutMiddle, width } from '../format/width.ts';
import { wrap } from '../format/wrap.ts';
import type { Pen } from '../pen.ts';

type Started = Extract<Event, { kind: 'run_started' }>;
type Planned = Extract<Event, { kind: 'planned' }>;

/** What is about to happen, in one line; two where the terminal is narrow. */
export function planLines(started: Started | undefined, planned: Planned, pen: Pen): string[] {
  const plan = planText(planned, pen);
  if (!started) return wrap(plan, pen.columns, pen.dot);
  const where = [started.project, started.target, started.warehouse].join(` ${pen.dot} `);
  const cutWhere = cutMiddle(where, pen.columns, pen.cut);
  const line = `${pen.bold(cutWhere)}     ${plan}`;
  if (width(line) <= pen.columns) return [line];
  return [pen.bold(cutWhere), ...wrap(plan, pen.columns, pen.dot)];
}

/** `5 models, 1 snapshot and 2 seeds`. */
function enumerated(amounts: readonly string[]): string {
  const first = amounts.slice(0, -1).join(', ');
  return first === '' ? amounts.join('') : `${first} and ${amounts.at(-1)!}`;
}

function testsText(tests: number, reused: number, isAll: boolean): string {
  const known = reused === 0 ? '' : reused === tests ? ', passed before' : `, ${count(reused)} passed before`;
  return `${counted(tests, 'test')}${isAll ? ' selected' : ''}${known}`;
}

function planText({ selected, buildMissing, reused }: Planned, pen: Pen): string {
  const { models, snapshots = 0, seeds, tests } = selected;
  const built: string[] = [];
  if (models > 0) built.push(counted(models, 'model'));
  if (snapshots > 0) built.push(counted(snapshots, 'snapshot'));
  if (seeds > 0) built.push(counted(seeds, 'seed'));
  const parts: string[] = [];
  if (built.length > 0) parts.push(`${enumerated(built)} selected`);
  if (buildMissing.length > 0) {
    const upstream = `${counted(buildMissing.length, 'upstream', 'upstream')} never built here: built first`;
    parts.push(parts.length > 0 ? `${parts.pop()}, ${upstream}` : upstream);
  }
  if (reused !== undefined && reused.nodes > 0) parts.push(`${count(reused.nodes)} unchanged`);
  if (tests > 0) parts.push(testsText(tests, reused?.tests ?? 0, built.length === 0));
  return parts.length > 0 ? parts.join(` ${pen.dot} `) : 'nothing is selected';
}
