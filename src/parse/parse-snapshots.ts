import { ok, type Result } from '../base/index.ts';
import type { TextFile } from '../project/index.ts';
import { bodyOf, parseTemplate } from '../template/index.ts';
import type { ParsedSnapshots } from './parsed-file.ts';

/** The `{% snapshot %}` blocks of a file; what stands around them does nothing, as in dbt. */
export function parseSnapshots(file: TextFile): Result<ParsedSnapshots> {
  const template = parseTemplate(file.text);
  if (!template.ok) return template;
  const snapshots = template.value.definitions
    .filter(({ kind }) => kind === 'snapshot')
    .map((definition) => ({
      name: definition.name,
      definition,
      template: bodyOf(template.value, definition),
      text: file.text.text.slice(definition.bodyStart, definition.bodyEnd),
    }));
  return ok({ kind: 'snapshots', file, snapshots });
}
