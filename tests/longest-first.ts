import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that no worker is alone with one of them at the end. */
const longest = [
  'parity/parity',
  'bad-input/cases',
  'parity/parity-rest',
  'docs/guide',
  'cli/reuse',
  'examples/generate',
  'cli/kept',
  'cli/settled',
  'examples/payments',
  'examples/orders',
  'cli/dbt/reuse',
  'adapters/duckdb/mark',
  'examples/reports',
  'histories/mutations',
  'examples/gmv',
  'examples/retail',
  'bad-input/processes',
  'bench/small',
  'cli/dbt/state-like-dbt',
  'cli/precise-state',
  'cli/dbt/log',
  'manifest/semantic-layer',
  'histories/histories',
  'histories/histories-rest',
  'template/budget',
  'cli/parse-cache',
  'cli/package',
  'cli/init',
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
