import { type NodeId, unreachable } from '../../base/index.ts';
import type { Change, Unprovable } from '../../fingerprint/index.ts';
import type { Reason } from '../../plan/index.ts';

type LabelOf = (node: NodeId) => string;

/** Why a node is built or a test run, in a few words. */
export function reasonWords(reason: Reason, labelOf: LabelOf): string {
  switch (reason.kind) {
    case 'selected':
      return 'asked for';
    case 'never_built':
      return `never built here, and ${labelOf(reason.neededBy)} reads it`;
    case 'new':
      return 'new here';
    case 'not_passed':
      return lastTime[reason.verdict];
    case 'altered':
      return 'not as Assay left it';
    case 'changed':
      return listed(reason.changes.map((change) => changeWords(change, labelOf)));
    case 'unprovable':
      return listed(reason.because.map((each) => unprovableWords(each, labelOf)));
    case 'broken':
      return `fails: ${reason.because.message}`;
    case 'shared':
      return 'shown from the target that is deferred to';
    case 'upstream':
      return `if ${named(reason.nodes.map(labelOf))} comes out different`;
    default:
      return unreachable(reason);
  }
}

const lastTime = {
  warn: 'warned the last time',
  fail: 'failed the last time',
  error: 'could not be run the last time',
};

/** What is different, without the values. */
export function changeWords(change: Change, labelOf: LabelOf): string {
  switch (change.part) {
    case 'sql':
      return change.adding ? 'the SQL with which it adds has changed' : 'its SQL has changed';
    case 'config':
      return `config ${change.name} has changed`;
    case 'file':
      return `the file ${change.name} ${fate(change)}`;
    case 'target':
      return `the target's ${change.name} has changed`;
    case 'macro':
      return `the macro ${change.name.split('.').at(-1)} ${fate(change)}`;
    case 'var':
      return `the var ${change.name} ${fate(change)}`;
    case 'env':
      return `the environment variable ${change.name} ${fate(change)}`;
    case 'engine':
      return `${change.now} instead of ${change.before}`;
    case 'assay':
      return `Assay ${change.now} instead of ${change.before}`;
    case 'place':
      return `${labelOf(change.node)} is elsewhere now`;
    case 'upstream':
      return change.before === undefined
        ? `reads ${labelOf(change.node)} now`
        : change.now === undefined
          ? `does not read ${labelOf(change.node)} any more`
          : `${labelOf(change.node)} was built anew`;
    default:
      return unreachable(change);
  }
}

const fate = ({ before, now }: { readonly before?: string; readonly now?: string }): string =>
  before === undefined ? 'is new' : now === undefined ? 'is gone' : 'has changed';

function unprovableWords(each: Unprovable, labelOf: LabelOf): string {
  switch (each.kind) {
    case 'volatile':
      return `${each.call} gives something else each time`;
    case 'elsewhere':
      return `reads the ${each.what} ${each.name} without ref or source`;
    case 'template':
      return `its template uses ${each.name}`;
    case 'source':
      return `nothing tells whether ${labelOf(each.source)} has changed`;
    default:
      return unreachable(each);
  }
}

/** The first three, and how many more there are. */
function listed(words: readonly string[]): string {
  const shown = words.slice(0, 3).join(', ');
  return words.length > 3 ? `${shown} and ${words.length - 3} more` : shown;
}

function named(labels: readonly string[]): string {
  if (labels.length <= 2) return labels.join(' or ');
  return `${labels[0]} or one of ${labels.length - 1} others`;
}
