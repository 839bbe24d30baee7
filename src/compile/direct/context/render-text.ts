import { SourceText } from '../../../base/index.ts';
import { parseTemplate, renderInside, TemplateError } from '../../../template/index.ts';
import type { Rendering } from '../rendering.ts';

/** Renders text that another template holds: a hook, `render('…')`. */
export function renderText(rendering: Rendering, text: string): string {
  if (!/\{[{%#]/.test(text)) return text;
  const template = parseTemplate(new SourceText(rendering.node?.path ?? '', text));
  const { undefinedValues } = rendering.settings.project.policies;
  if (template.ok) return renderInside(template.value, rendering.scope, { undefined: undefinedValues });
  const { code, message, hint, detail } = template.diagnostics[0]!;
  throw new TemplateError(code, message, hint, detail);
}
