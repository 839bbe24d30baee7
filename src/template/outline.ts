import type { SourceText } from '../base/index.ts';
import { ParsedTemplate, parseTemplate } from './parse-template.ts';
import type { Outline, Template } from './template.ts';

export const outlineOf = ({ definitions, macroCalls }: Template): Outline => ({ definitions, macroCalls });

/**
 * A template that is as its outline says, and is parsed when more is asked of it, without one when anything but its
 * text is. It must be known to parse.
 */
export function outlinedTemplate(source: SourceText, outline?: Outline): Template {
  const body = () => {
    const parsed = parseTemplate(source);
    if (!parsed.ok) throw new Error(`${source.file}: ${parsed.diagnostics[0]!.message}`);
    return (parsed.value as ParsedTemplate).body;
  };
  return new ParsedTemplate(source, body, outline);
}
