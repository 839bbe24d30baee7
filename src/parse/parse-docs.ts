import { error, fail, ok, type Result, SourceText } from '../base/index.ts';
import type { TextFile } from '../project/index.ts';
import { parseTemplate, render } from '../template/index.ts';
import type { ParsedDocs } from './parsed-file.ts';

const opening = /\{%-?\s*docs\s+([A-Za-z_]\w*)\s*-?%\}/g;
const closing = /\{%-?\s*enddocs\s*-?%\}/g;

/** Nothing can be named in a docs block, but it can hold Jinja, such as `{% raw %}`. */
const nothing = { get: () => undefined, has: () => false, names: () => [] };

/** The `{% docs %}` blocks of a Markdown file. */
export function parseDocs(file: TextFile): Result<ParsedDocs> {
  const { text } = file.text;
  const blocks: { name: string; text: string; start: number }[] = [];
  opening.lastIndex = 0;
  for (let open = opening.exec(text); open !== null; open = opening.exec(text)) {
    const name = open[1]!;
    const from = open.index + open[0].length;
    closing.lastIndex = from;
    const close = closing.exec(text);
    if (close === null) {
      return fail(
        error('A3001', `the docs block '${name}' is not closed: {% enddocs %} is missing`, {
          location: file.text.location(open.index, from),
        }),
      );
    }
    const written = text.slice(from, close.index);
    const rendered = /\{[{%#]/.test(written) ? renderBlock(file, written) : ok(written);
    if (!rendered.ok) return rendered;
    blocks.push({ name, text: rendered.value.trim(), start: open.index });
    opening.lastIndex = close.index + close[0].length;
  }
  return ok({ kind: 'docs', file, blocks });
}

function renderBlock(file: TextFile, written: string): Result<string> {
  const template = parseTemplate(new SourceText(file.text.file, written));
  const rendered = template.ok ? render(template.value, nothing, { undefined: 'execute' }) : template;
  return rendered.ok ? ok(rendered.value.text) : rendered;
}
