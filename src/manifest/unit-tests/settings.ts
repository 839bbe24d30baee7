import type { YamlMapping } from '../../project/index.ts';
import type { Declaration, DescribeSettings } from '../described/settings.ts';
import type { Names } from '../names.ts';
import type { ManifestNode } from '../nodes.ts';
import type { UnitTestRows } from '../unit-test-node.ts';

/** Where the rows of a unit test can come from beside its own text. */
export interface RowSources {
  readonly properties: Declaration['properties'];
  /** The text of a fixture of the package. */
  readonly fixture: (name: string, format: UnitTestRows['format']) => string | undefined;
  /** The rows of the seed that an input names, if it names one. */
  readonly seedRows: (input: string) => readonly YamlMapping[] | undefined;
}

/** What making nodes of the unit tests of a package needs. */
export interface UnitTestSettings extends DescribeSettings {
  readonly names: Names;
  /** Every enabled node. */
  readonly nodes: ReadonlyMap<string, ManifestNode>;
  readonly fixture: RowSources['fixture'];
}
