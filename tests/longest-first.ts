import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that no worker is alone with one of them at the end. */
const longest = [
  'parity/parity',
  'parity/parity-rest',
  'bad-input/cases',
  'cli/reuse',
  'examples/generate',
  'docs/guide',
  'cli/kept',
  'histories/mutations',
  'cli/settled',
  'examples/payments',
  'examples/orders',
  'examples/reports',
  'cli/dbt/reuse',
  'cli/dbt/state-like-dbt',
  'examples/retail',
  'adapters/duckdb/mark',
  'examples/gmv',
  'bad-input/processes',
  'bench/small',
  'template/budget',
  'cli/answers',
  'fingerprint/sql/meaning',
  'cli/dbt/log',
  'cli/package',
  'execute/recovery',
  'features/materializations/incremental',
  'histories/histories',
  'histories/histories-rest',
  'bad-input/full-disk',
  'cli/start/code-cache',
  'compile/templates',
  'cli/about',
].map((name) => `tests/${name}.test.ts`);

/** Vitest knows how long a file takes once it has run there, which on a clean checkout is never. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = longest.indexOf(relative(project.config.root, moduleId).replaceAll('\\', '/'));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
