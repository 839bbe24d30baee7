import { fail, type Result, SourceText } from '../../base/index.ts';
import { guarded } from '../../template/index.ts';
import type { Rendering } from './rendering.ts';

/** Does the work as a template would: under a budget, what goes wrong becomes diagnostics. */
export function guardedIn<T>(rendering: Rendering, work: () => T): Result<T> {
  const { node, options } = rendering;
  const nowhere = '';
  const under = { ...undefinedIn(rendering), trail: rendering.trail };
  const result = guarded(new SourceText(nowhere, ''), under, work);
  if (result.ok) return result;
  const start = node?.locate() ?? options.macro?.locate();
  return fail(
    ...result.diagnostics.map(({ location, related, ...rest }) => {
      const place = location?.file === nowhere ? start : location;
      const calls = related?.filter((call) => call.location.file !== nowhere) ?? [];
      return { ...rest, ...(place && { location: place }), ...(calls.length > 0 && { related: calls }) };
    }),
  );
}

/** How undefined values behave in the project. */
export const undefinedIn = ({ settings }: Rendering) => ({
  undefined: settings.project.policies.undefinedValues,
});
