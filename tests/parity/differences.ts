import type { CaseRecord } from './record.ts';

/** One thing that Assay does otherwise than dbt. */
export interface Difference {
  /** `2/results/model.shop.orders`: the number of the step and the way to the value. */
  readonly where: string;
  /** Undefined is what a side does not have. */
  readonly dbt: unknown;
  readonly assay: unknown;
}

export function differences(dbt: CaseRecord, assay: CaseRecord): Difference[] {
  const found: Difference[] = [];
  const steps = Math.max(dbt.steps.length, assay.steps.length);
  for (let step = 0; step < steps; step++) compare(`${step + 1}`, dbt.steps[step], assay.steps[step], found);
  return found;
}

function compare(where: string, dbt: unknown, assay: unknown, found: Difference[]): void {
  if (JSON.stringify(dbt) === JSON.stringify(assay)) return;
  if (isObject(dbt) && isObject(assay)) {
    for (const key of new Set([...Object.keys(dbt), ...Object.keys(assay)]))
      compare(`${where}/${key}`, dbt[key], assay[key], found);
  } else if (Array.isArray(dbt) && Array.isArray(assay)) {
    const missing = without(dbt, assay);
    const extra = without(assay, dbt);
    if (missing.length + extra.length > 0) found.push({ where, dbt: missing, assay: extra });
    else found.push({ where: `${where} (order)`, dbt, assay });
  } else found.push({ where, dbt, assay });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a list has more than another, wherever in it. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = other.map((each) => JSON.stringify(each));
  return list.filter((each) => {
    const at = left.indexOf(JSON.stringify(each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export const printDifference = ({ where, dbt, assay }: Difference): string =>
  `${where}\n    dbt:   ${shown(dbt)}\n    assay: ${shown(assay)}`;

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
