import type { QueryComment } from '../project.ts';
import { isMapping, type YamlValue } from '../yaml/value.ts';

/** `query-comment:`: nothing said is dbt's own comment, an empty text or null is none. */
export function queryComment(value: YamlValue | undefined): QueryComment | undefined {
  const usual = { comment: undefined, append: false, jobLabel: false };
  if (value === undefined) return usual;
  if (isMapping(value)) {
    const { comment, append, 'job-label': jobLabel } = value;
    return {
      comment: typeof comment === 'string' ? comment : undefined,
      append: append === true,
      jobLabel: jobLabel === true,
    };
  }
  return typeof value === 'string' && value !== '' ? { ...usual, comment: value } : undefined;
}
