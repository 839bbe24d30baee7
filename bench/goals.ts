import type { Result } from './contest.ts';
import { memoryLimit } from './parts/index.ts';

export interface Goal {
  readonly text: string;
  readonly limit: number;
  readonly unit: '×' | 'MB';
  /** The limit is the least, not the most. */
  readonly isAtLeast?: boolean;
  /** Absent when what it needs was not measured. */
  readonly reached: number | undefined;
}

/** What Assay promises of its speed. */
export function goals(results: readonly Result[]): readonly Goal[] {
  const of = (part: string, name: string) => results.find((one) => one.part === part && one.name === name);
  const ratio = (part: string, name: string) => of(part, name)?.ratio?.median;
  const growth = (name: string) => {
    const [one, ten] = [of('parse-1000', name), of('parse-10000', name)];
    return one && ten && ten.seconds / one.seconds;
  };
  const memory = (part: string, name: string) => of(part, name)?.peakMegabytes ?? undefined;
  const built = memory('build-10000', 'build');
  const times = (text: string, limit: number, reached: number | undefined): Goal => ({
    text,
    limit,
    unit: '×',
    reached,
  });
  const megabytes = (text: string, limit: number, reached: number | undefined): Goal => ({
    text,
    limit,
    unit: 'MB',
    reached,
  });
  const faster = (text: string, part: string, name: string): Goal => ({
    ...times(text, 4, ratio(part, name)),
    isAtLeast: true,
  });
  return [
    faster('dbt 2 parses 1,000 models in', 'parse-1000', 'dbt 2: parse'),
    faster('dbt 2 compiles 1,000 models in', 'parse-1000', 'dbt 2: compile'),
    faster('dbt 2 parses 10,000 models in', 'parse-10000', 'dbt 2: parse'),
    faster('dbt 2 compiles 10,000 models in', 'parse-10000', 'dbt 2: compile'),
    megabytes('memory to compile 10,000 models', 1024, memory('parse-10000', 'compile')),
    times('parsing 10,000 models, against 1,000', 11, growth('parse')),
    times('compiling 10,000 models, against 1,000', 11, growth('compile')),
    times('building 1,000 models, against bare DuckDB', 1.25, ratio('build-1000', 'build')),
    times('the same, nothing parsed before', 1.5, ratio('build-1000', 'build, nothing parsed before')),
    faster('dbt 2 builds 1,000 models in', 'build-1000', 'dbt 2: build'),
    times('building 100 models over 50 million rows, against bare DuckDB', 1.05, ratio('rows', 'build')),
    times('a build with nothing to do at 1,000 models, against one query', 2, ratio('again-1000', nothing)),
    times('a build with nothing to do at 10,000 models, against one query', 4, ratio('again-10000', nothing)),
    times('a build of one changed leaf, against one query', 3, ratio('again-1000', leaf)),
    times('--version, against node -e 0', 1.5, ratio('start', '--version')),
    times('--help, against node -e 0', 1.5, ratio('start', '--help')),
    times('completion, against node -e 0', 1.5, ratio('start', 'completion')),
    times('ls at 1,000 models, against node -e 0', 3, ratio('start', 'ls')),
    megabytes('memory to build 10,000 models, beyond DuckDB’s limit', 1536, built && built - memoryLimit),
  ];
}

const nothing = 'build, nothing has changed';
const leaf = 'build, one leaf has changed';

export const isReached = ({ reached, limit, isAtLeast }: Goal): boolean =>
  reached === undefined || (isAtLeast ? reached >= limit : reached <= limit);
