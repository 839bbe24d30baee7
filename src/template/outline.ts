import type { SourceText } from '../base/index.ts';
import { ParsedTemplate, parseTemplate } from './parse-template.ts';
import type { Definition, Parameters, Template } from './template.ts';

const head = /\{%-? (macro|test|materialization) (\w+)([\s\S]*?)-?%\}/y;
const tail = /\{%-? end(?:macro|test|materialization) -?%\}/g;

/**
 * A file of definitions of which only the heads are read now, and the rest when one of them is first used. It is for
 * the files that come with Assay, which are known to parse: nearly every project uses few of their macros.
 */
export function outlineTemplate(source: SourceText): Template {
  let parsed: ParsedTemplate | undefined;
  const parse = (): ParsedTemplate => {
    if (parsed !== undefined) return parsed;
    const result = parseTemplate(source);
    if (!result.ok) throw new Error(`${source.file}: ${result.diagnostics[0]!.message}`);
    parsed = result.value as ParsedTemplate;
    return parsed;
  };
  const definitions = outlineOf(source.text, (start) => {
    const definition = parse().definitions.find((candidate) => candidate.start === start);
    if (definition === undefined) throw new Error(`${source.file}: no definition at ${start}`);
    return definition.params;
  });
  return new ParsedTemplate(source, () => parse().body, definitions);
}

function outlineOf(text: string, paramsAt: (start: number) => readonly Parameters[]): Definition[] {
  const definitions: Definition[] = [];
  for (let from = text.indexOf('{%'); from !== -1; from = text.indexOf('{%', tail.lastIndex)) {
    head.lastIndex = from;
    const begun = head.exec(text);
    tail.lastIndex = head.lastIndex;
    const ended = begun === null ? null : tail.exec(text);
    if (begun === null || ended === null)
      throw new Error(`no definition at ${from} of ${text.slice(from, from + 80)}`);
    const [all, kind, name, rest] = begun as unknown as [
      string,
      'macro' | 'test' | 'materialization',
      string,
      string,
    ];
    const nameStart = from + all.indexOf(` ${name}`, all.indexOf(kind) + kind.length) + 1;
    const adapter = kind === 'materialization' ? (/adapter='(\w+)'/.exec(rest)?.[1] ?? 'default') : undefined;
    definitions.push({
      kind,
      name,
      get params() {
        return paramsAt(from);
      },
      start: from,
      end: tail.lastIndex,
      bodyStart: from + all.length,
      bodyEnd: ended.index,
      nameStart,
      nameEnd: nameStart + name.length,
      ...(adapter !== undefined && { adapter }),
    });
  }
  return definitions;
}
