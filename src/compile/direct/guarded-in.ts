import { type Result, SourceText } from '../../base/index.ts';
import { guarded } from '../../template/index.ts';
import type { Rendering } from './rendering.ts';

/** Does the work as a template would: under a budget, what goes wrong becomes diagnostics. */
export const guardedIn = <T>(rendering: Rendering, work: () => T): Result<T> =>
  guarded(new SourceText(rendering.node?.path ?? '', ''), undefinedIn(rendering), work);

/** How undefined values behave in the project. */
export const undefinedIn = ({ settings }: Rendering) => ({
  undefined: settings.project.policies.undefinedValues,
});
