import { md5 } from '../base/index.ts';

/**
 * The names that dbt gives a generic test: the test, the model and the arguments in the order of their keys, and
 * a short form with a hash where that is 64 characters or longer.
 *
 * @param subject what it tests: `routes`, for sources `source_vega_flights`
 */
export function testName(
  test: string,
  subject: string,
  args: Readonly<Record<string, unknown>>,
): { full: string; short: string } {
  const parts = Object.keys(args)
    .sort()
    .filter((key) => key !== 'model')
    .flatMap((key) => flat(args[key]))
    .map((part) => part.replace(/[^0-9a-zA-Z_]+/g, '_'));
  const identifier = `${test}_${subject}`;
  const full = `${identifier}_${parts.join('__')}`;
  return { full, short: full.length >= 64 ? `${identifier.slice(0, 30)}_${md5(full)}` : full };
}

function flat(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(pythonText);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(pythonText);
  return [pythonText(value)];
}

/** As Python's `str()` prints what YAML can hold, since the names are dbt's. */
function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
