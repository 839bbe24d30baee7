import { ok, type Result } from '../../base/index.ts';
import { render, type Template } from '../../template/index.ts';
import type { SqlText } from '../sql-text.ts';
import { undefinedIn } from './guarded-in.ts';
import type { Rendering } from './rendering.ts';

/** What a template comes to, each piece with the place that it came from. */
export function renderedTemplate(template: Template, rendering: Rendering): Result<SqlText> {
  const result = render(template, rendering.scope, {
    ...undefinedIn(rendering),
    trace: true,
    trail: rendering.trail,
  });
  if (!result.ok) return result;
  const { text, map } = result.value;
  return ok({
    text,
    locate: (offset, length = 1) => {
      const origin = map(offset);
      return origin?.source.location(origin.offset, origin.offset + (origin.verbatim ? length : 1));
    },
  });
}
