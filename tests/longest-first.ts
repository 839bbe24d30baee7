import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that no worker is alone with one of them at the end. */
const longest = [
  'tests/histories/mutations.test.ts',
  'tests/cli/settled.test.ts',
  'tests/parity/parity.test.ts',
  'tests/parity/parity-rest.test.ts',
];

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
