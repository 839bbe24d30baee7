export interface Difference {
  /** `nodes/model.shop.days/config/docs`. */
  readonly where: string;
  /** Undefined is what a side does not have. */
  readonly dbt: unknown;
  readonly assay: unknown;
}

/** Where two artifacts differ, apart from what is of one run: there it counts that both have it. */
export function differences(dbt: unknown, assay: unknown, where = ''): Difference[] {
  if (isObject(dbt) && isObject(assay))
    return [...new Set([...Object.keys(dbt), ...Object.keys(assay)])].flatMap((key) => {
      const inside = where === '' ? key : `${where}/${key}`;
      if (ofOneRun.has(key) && typeof dbt[key] === typeof assay[key]) return [];
      if (sql.has(key)) return differences(withoutSpace(dbt[key]), withoutSpace(assay[key]), inside);
      return differences(dbt[key], assay[key], inside);
    });
  if (Array.isArray(dbt) && Array.isArray(assay) && dbt.length === assay.length) {
    const isSet = unordered.has(where.slice(where.lastIndexOf('/') + 1));
    const [left, right] = isSet ? [sorted(dbt), sorted(assay)] : [dbt, assay];
    return left.flatMap((each, index) => differences(each, right[index], `${where}/${index}`));
  }
  return JSON.stringify(dbt) === JSON.stringify(assay) ? [] : [{ where, dbt, assay }];
}

/** Times, ids of runs, and threads. */
const ofOneRun = new Set(
  `created_at generated_at invocation_id invocation_started_at run_started_at started_at completed_at snapshotted_at
  max_loaded_at_time_ago_in_s elapsed_time execution_time thread_id user_id`.split(/\s+/),
);

/** White space in SQL is that of the macros, and those of dbt have words of their own here. */
const sql = new Set(['compiled_code']);

const withoutSpace = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\s+/g, '') : value;

/** dbt keeps these in the order of a set of Python, or in that in which threads were done. */
const unordered = new Set(['nodes', 'macros', 'tags', 'refs', 'results', 'finance']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (list: readonly unknown[]): unknown[] =>
  [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = (value: unknown): string =>
  isObject(value) && typeof value.unique_id === 'string' ? value.unique_id : JSON.stringify(value);

/** Whether a pattern with `*` for anything is that of a place. */
export function fits(pattern: string, where: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(where);
}

export const printDifference = ({ where, dbt, assay }: Difference): string =>
  `${where}\n    dbt:   ${shown(dbt)}\n    assay: ${shown(assay)}`;

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
