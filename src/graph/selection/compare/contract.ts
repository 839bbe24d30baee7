import { type Diagnostic, error, warning } from '../../../base/index.ts';
import type { ArtifactNode } from '../../../project/index.ts';
import { same } from './equal.ts';

interface Contract {
  readonly enforced?: boolean;
  readonly checksum?: string;
}

interface Column {
  readonly name: string;
  readonly data_type?: string | null;
  readonly constraints?: readonly Constraint[] | null;
}

interface Constraint {
  readonly type: string;
  readonly name?: string | null;
  readonly columns?: readonly string[] | null;
}

/** A model as far as its contract goes. */
interface Contracted extends ArtifactNode {
  readonly name?: string;
  readonly unique_id?: string;
  readonly original_file_path?: string;
  readonly version?: unknown;
  readonly constraints?: readonly Constraint[];
}

export function contractDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  if (node.resource_type !== 'model') return false;
  const before = contractOf(old);
  const after = contractOf(node);
  if (before.enforced !== true && after.enforced !== true) return false;
  return before.enforced !== after.enforced || before.checksum !== after.checksum;
}

const contractOf = ({ contract }: ArtifactNode) => (contract ?? {}) as Contract;

/** What a change of a model breaks of the contract that it had: an error for a version, else a warning. */
export function brokenContract(old: ArtifactNode, node: ArtifactNode): Diagnostic | undefined {
  if (contractOf(old).enforced !== true || !contractDiffers(old, node)) return undefined;
  const changes = breakingChanges(old, node);
  return changes.length === 0 ? undefined : told(node, changes);
}

/** The same of a model that is gone, or off. */
export function goneContract(node: ArtifactNode, isOff: boolean, now: number): Diagnostic | undefined {
  if (node.resource_type !== 'model' || contractOf(node).enforced !== true) return undefined;
  const until = Date.parse(String(node.deprecation_date));
  if (until < now) return undefined;
  return told(node, [isOff ? 'it is disabled' : 'it was deleted or renamed']);
}

function told(node: Contracted, changes: readonly string[]): Diagnostic {
  const versioned = node.version !== undefined && node.version !== null;
  const name = versioned ? `${node.name}, version ${String(node.version)}` : node.name;
  const rest = { location: { file: node.original_file_path ?? '' }, detail: changes };
  if (!versioned)
    return warning('A2122', `the change of ${name} breaks the contract that it had`, {
      ...rest,
      event: 'UnversionedBreakingChange',
    });
  const hint = 'leave this version as it was, and make a new one';
  return error('A2121', `the change of ${name} breaks the contract that it had`, { ...rest, hint });
}

/** Materializations that keep constraints. */
const keeping: ReadonlySet<string> = new Set(['table', 'incremental']);

const materializedOf = ({ config }: ArtifactNode): string =>
  String((config as { materialized?: unknown } | undefined)?.materialized);

function breakingChanges(old: Contracted, node: Contracted): readonly string[] {
  const [before, after] = [columnsOf(old), columnsOf(node)];
  const kept = keeping.has(materializedOf(old));
  const changes: string[] = [];
  if (contractOf(node).enforced !== true) changes.push('the contract is enforced no longer');
  for (const [key, column] of [...before].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const now = after.get(key);
    if (now === undefined) changes.push(`the column ${column.name} is gone`);
    else {
      if (baseType(column.data_type) !== baseType(now.data_type))
        changes.push(`the column ${column.name} was ${column.data_type}, and is ${now.data_type}`);
      if (kept)
        for (const lost of missing(column.constraints, now.constraints))
          changes.push(`the constraint ${lost.name ?? lost.type} of the column ${column.name} is gone`);
    }
  }
  if (kept)
    for (const lost of missing(old.constraints, node.constraints))
      changes.push(`the constraint ${lost.name ?? lost.type} is gone`);
  const had = (old.constraints ?? []).length > 0 || [...before.values()].some(hasConstraints);
  if (kept && had && !keeping.has(materializedOf(node)))
    changes.push(`what was a ${materializedOf(old)} with constraints is a ${materializedOf(node)}`);
  return changes;
}

const hasConstraints = ({ constraints }: Column): boolean => (constraints ?? []).length > 0;

const columnsOf = ({ columns }: ArtifactNode): ReadonlyMap<string, Column> =>
  new Map(Object.entries((columns ?? {}) as Record<string, Column>));

/** Without length, precision and scale, whose change breaks nothing. */
const baseType = (type: string | null | undefined): string | undefined =>
  type === null || type === undefined ? undefined : type.replace(/\(.*$/s, '').trim().toLowerCase();

const missing = (
  before: readonly Constraint[] | null | undefined,
  after: readonly Constraint[] | null | undefined,
): readonly Constraint[] => (before ?? []).filter((old) => !(after ?? []).some((now) => same(old, now)));
