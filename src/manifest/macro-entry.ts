import type { Location } from '../base/index.ts';
import type { MacroProperties } from '../project/index.ts';
import type { Definition, Template } from '../template/index.ts';

export interface MacroEntry {
  /** `macro.<package>.<name>`. */
  readonly id: string;
  /** As it is called: a test `x` is `test_x`, a materialization `materialization_x_default`. */
  readonly name: string;
  readonly package: string;
  /** Relative to its package. */
  readonly path: string;
  readonly kind: 'macro' | 'test' | 'materialization';
  readonly template: Template;
  readonly definition: Definition;
  locate(): Location;
  readonly description: string;
  /** What a properties file says of it. */
  readonly described?: MacroProperties;
}
