import type { Kwargs, Value } from '../../../template/index.ts';
import type { Arguments } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';

/** Methods of `adapter`: their parameters as `builtin` takes them, and what they do. */
export type AdapterMethods = Readonly<
  Record<
    string,
    readonly [parameters: string, run: (rendering: Rendering, args: Arguments, kwargs: Kwargs) => Value]
  >
>;
