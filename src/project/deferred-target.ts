import { existsSync } from 'node:fs';
import { type Diagnostic, didYouMean, error, type Location } from '../base/index.ts';
import type { Target } from './target.ts';

/** The target, with the other one's file attached for reading where that is another; as it is where there is none yet. */
export function deferringTo(target: Target, other: Target): Target {
  if (target.path === other.path) return { ...target, deferTo: { target: other } };
  if (!existsSync(other.path)) return target;
  const database = `_assay_${other.name}`;
  return {
    ...target,
    attach: [...target.attach, { path: other.path, alias: database, readOnly: true }],
    deferTo: { target: other, database },
  };
}

export const unknownDeferred = (name: string, others: readonly string[], location: Location): Diagnostic =>
  error('A1020', `there is no other target '${name}' to defer to`, {
    location,
    detail: others.length === 0 ? ['there is only this one'] : [`there are: ${others.join(', ')}`],
    hint: didYouMean(name, others) ?? 'add it below targets: in project.yml',
  });
