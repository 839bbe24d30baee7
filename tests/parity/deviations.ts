import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../cli/harness.ts';
import type { Difference } from './differences.ts';

/** A row of the table in docs/reference/dbt-compatibility.md: where Assay is meant to differ from dbt. */
export interface Deviation {
  /** A case, `area/name`. */
  readonly case: string;
  /** The way to a value as differences have it; `*` stands for anything. */
  readonly where: string;
  readonly why: string;
}

export const deviationsPage = 'docs/reference/dbt-compatibility.md';

export function readDeviations(): Deviation[] {
  const text = readFileSync(join(repository, deviationsPage), 'utf8');
  const table = text.slice(text.indexOf('\n| Case |'));
  return table
    .slice(1)
    .split('\n\n')[0]!
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) => {
      const [name = '', where = '', why = ''] = line
        .split(/(?<!\\)\|/)
        .slice(1)
        .map((cell) => cell.trim().replace(/^`|`$/g, ''));
      return { case: name, where, why };
    });
}

export const covers = (deviation: Deviation, name: string, { where }: Difference): boolean =>
  deviation.case === name && fits(deviation.where, where);

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
