import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../cli/harness.ts';
import type { CaseRecord } from './record.ts';

export const casesFolder = join(repository, 'tests', 'parity', 'cases');

/** All cases, as `area/name`. */
export const caseNames: readonly string[] = readdirSync(casesFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.case'))
  .map((file) => file.replaceAll('\\', '/').replace(/\.case$/, ''))
  .sort();

/** Those that `PARITY_CASES` names by how they begin, or all. */
export function chosen(names: readonly string[]): readonly string[] {
  const wanted = (process.env.PARITY_CASES ?? '').split(' ').filter((word) => word !== '');
  return wanted.length === 0 ? names : names.filter((name) => wanted.some((word) => name.startsWith(word)));
}

export const casePath = (name: string): string => join(casesFolder, `${name}.case`);
export const recordPath = (name: string): string => join(casesFolder, `${name}.dbt.json`);

/** What dbt gave, with the processor time that it took on the machine that recorded it. */
export interface Recorded extends CaseRecord {
  readonly dbt: string;
  readonly seconds: number;
}

export function readRecord(name: string): Recorded | undefined {
  const path = recordPath(name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recorded) : undefined;
}
