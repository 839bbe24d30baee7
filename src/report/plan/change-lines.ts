import type { NodeId } from '../../base/index.ts';
import type { Change } from '../../fingerprint/index.ts';
import type { Reason } from '../../plan/index.ts';
import { cutEnd } from '../format/width.ts';
import type { Pen } from '../pen.ts';
import { sqlDiff } from './sql-diff.ts';

/** How many values are shown of one node. */
const most = 8;

/** The values that changed, and SQL as a diff. */
export function changeLines(reason: Reason, labelOf: (node: NodeId) => string, pen: Pen): string[] {
  if (reason.kind !== 'changed') return [];
  const values = reason.changes.filter(hasValues);
  return [
    ...values.slice(0, most).map((change) => valueLine(change, pen)),
    ...(values.length > most ? [pen.dim(`${pen.cut} ${values.length - most} more values`)] : []),
    ...reason.changes.flatMap((change) =>
      change.part === 'sql' ? sqlDiff(change.before, change.now, labelOf, pen) : [],
    ),
  ];
}

type Valued = Change & { readonly part: 'config' | 'target' | 'var' };

/** Hashes and versions say nothing to a person. */
const hasValues = (change: Change): change is Valued =>
  change.part === 'config' || change.part === 'target' || change.part === 'var';

function valueLine({ name, before, now }: Valued, pen: Pen): string {
  const half = Math.max(12, Math.floor((pen.columns - name.length - 20) / 2));
  const shown = (value: string | undefined) =>
    value === undefined ? 'not given' : cutEnd(value, half, pen.cut);
  return `${name}: ${shown(before)} ${pen.dim(pen.arrow)} ${shown(now)}`;
}
