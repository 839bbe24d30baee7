/**
 * Whether a number of failures meets a condition such as `!= 0`, `> 10`, `>= 5 and < 100` … undefined when it is not
 * a plain comparison, and only the engine can tell.
 */
export function meets(failures: number, condition: string): boolean | undefined {
  const match = /^\s*(!=|<>|==|=|>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(condition);
  if (match === null) return undefined;
  const bound = Number(match[2]);
  switch (match[1]) {
    case '!=':
    case '<>':
      return failures !== bound;
    case '=':
    case '==':
      return failures === bound;
    case '>=':
      return failures >= bound;
    case '<=':
      return failures <= bound;
    case '>':
      return failures > bound;
    default:
      return failures < bound;
  }
}

export type Verdict = 'pass' | 'warn' | 'fail';

/** dbt's order: with severity `error` a failure outranks a warning; with `warn` there is no failure. */
export function verdict(severity: 'error' | 'warn', shouldError: boolean, shouldWarn: boolean): Verdict {
  if (severity === 'error' && shouldError) return 'fail';
  return shouldWarn ? 'warn' : 'pass';
}
