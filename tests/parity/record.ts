/** What is compared of a case: everything that a run leaves for others to see. */
export interface CaseRecord {
  readonly steps: readonly StepRecord[];
}

/** Only what a step gave or changed: a part that is as after the step before is left out. */
export interface StepRecord {
  readonly run: string;
  readonly exit: number;
  /** `pass`, `fail 3`: the status of each node, and what a test counted. */
  readonly results?: Readonly<Record<string, string>>;
  readonly lines?: readonly unknown[];
  readonly shown?: readonly unknown[];
  readonly said?: readonly string[];
  /** What the compiled queries give. */
  readonly compiled?: Readonly<Record<string, Rows>>;
  readonly freshness?: Readonly<Record<string, string>>;
  readonly catalog?: Readonly<Record<string, unknown>>;
  readonly relations?: Readonly<Record<string, RelationRecord>>;
  readonly graph?: Readonly<Record<string, unknown>>;
}

/** The rows themselves if they are few, in an order of the text; else how many there are, and a hash. */
export type Rows = readonly string[] | { readonly count: number; readonly md5: string } | string;

export interface RelationRecord {
  readonly type: string;
  /** `id INTEGER`, in their order. */
  readonly columns: readonly string[];
  readonly rows: Rows;
  readonly comment?: string;
  readonly comments?: Readonly<Record<string, string>>;
  readonly constraints?: readonly string[];
  readonly indexes?: readonly string[];
}

const width = 110;

/** JSON with what fits into a line in a line, so that a difference is a line as well. */
export function printJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object') return flat;
  if (indent !== '' && flat.length + indent.length <= width) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => `${inner}${printJson(each, inner)}`)
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => `${inner}${JSON.stringify(key)}: ${printJson(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

/** The same with every object's keys in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
