import { tests } from '../tests/index.ts';
import type { Builtin } from '../values/builtin.ts';
import { conversions } from './conversions.ts';
import { higherOrder } from './higher-order.ts';
import { json } from './json.ts';
import { layout } from './layout.ts';
import { numbers } from './numbers.ts';
import { ordering } from './ordering.ts';
import { sequences } from './sequences.ts';
import { text } from './text.ts';

/** Every filter, by name: Jinja's without those for HTML documents, and dbt's `as_…`. */
export const filters: ReadonlyMap<string, Builtin> = new Map([
  ...conversions,
  ...json,
  ...layout,
  ...numbers,
  ...ordering,
  ...sequences,
  ...text,
  ...higherOrder((name) => filters.get(name), tests),
]);
