import type { Result } from './contest.ts';

export interface Goal {
  readonly text: string;
  readonly limit: number;
  /** Absent when what it needs was not measured. */
  readonly reached: number | undefined;
}

export function goals(results: readonly Result[]): readonly Goal[] {
  const of = (models: number, name: string) =>
    results.find((result) => result.models === models && result.name === name);
  const growth = (name: string) => {
    const [small, large] = [of(1000, name), of(5000, name)];
    return small && large ? large.seconds / small.seconds : undefined;
  };
  return [
    {
      text: 'full build of 1,000 models, against bare DuckDB on one connection',
      limit: 2,
      reached: of(1000, 'build')?.ratio,
    },
    {
      text: 'cold compile of 1,000 models, against opening DuckDB for one query',
      limit: 5,
      reached: of(1000, 'compile')?.ratio,
    },
    { text: 'compile of 5,000 models, against that of 1,000', limit: 6, reached: growth('compile') },
    { text: 'build of 5,000 models, against that of 1,000', limit: 6, reached: growth('build') },
  ];
}
