import { type Diagnostic, error, fail, ok, type Result, SourceText } from '../../base/index.ts';
import { type ConfigEntry, configLayer, type TextFile } from '../../project/index.ts';
import { notLiteral, parseTemplate, type StaticCall } from '../../template/index.ts';
import type { Captured, RefCall, SourceCall } from '../captured.ts';
import { toYaml } from '../yaml-values.ts';

const opening = /\bdbt\s*\.\s*(ref|source|config)\s*\(/g;

/** What a model in Python asks for: its `dbt.ref`, `dbt.source` and `dbt.config` calls with literal arguments. */
export function pythonCalls(file: TextFile): Result<Captured> {
  const { text } = file.text;
  const problem = withoutModel(file);
  if (problem !== undefined) return fail(problem);
  const refs: RefCall[] = [];
  const sources: SourceCall[] = [];
  const config: ConfigEntry[] = [];
  for (const match of text.matchAll(opening)) {
    const from = match.index + match[0].length;
    const end = closing(text, from);
    const parsed = parseTemplate(
      new SourceText(file.text.file, `{{ ${match[1]}(${text.slice(from, end)}) }}`),
    );
    const locate = () => file.text.location(match.index, end + 1);
    if (!parsed.ok) return fail(...parsed.diagnostics.map((each) => ({ ...each, location: locate() })));
    const call = parsed.value.calls.find(({ name }) => name === match[1]);
    if (call === undefined) continue;
    const args = call.args.filter((arg) => typeof arg === 'string');
    const [first, second] = args;
    if (call.name === 'config') config.push(...configOf(call, locate));
    else if (first === undefined) continue;
    else if (call.name === 'source' && second !== undefined)
      sources.push({ source: first, table: second, locate });
    else if (call.name === 'ref')
      refs.push({ ...(second === undefined ? { name: first } : { package: first, name: second }), locate });
  }
  return ok({ refs, sources, config, macros: [] });
}

const definition = /^[ \t]*(?:async[ \t]+)?def[ \t]+model[ \t]*\(\s*(\w*)/gm;

/** What is wrong with a file that does not define one model. */
function withoutModel({ text: source }: TextFile): Diagnostic | undefined {
  const [first, second] = source.text.matchAll(definition);
  if (source.text.trim() === '' || (first?.[1] === 'dbt' && second === undefined)) return undefined;
  const at = second ?? first;
  const start = at === undefined ? 0 : at.index + at[0].search(/\S/);
  const hint = 'write it as one function: def model(dbt, session)';
  const location = source.location(start);
  if (first === undefined) return error('A2215', 'the file defines no model', { location, hint });
  if (second !== undefined) return error('A2215', 'the file defines several models', { location, hint });
  return error('A2215', "the first argument of the model is not 'dbt'", { location, hint });
}

function configOf({ kwargs }: StaticCall, locate: RefCall['locate']): ConfigEntry[] {
  return Object.entries(kwargs).flatMap(([key, value]) =>
    value === notLiteral ? [] : configLayer({ [key]: toYaml(value) }, locate),
  );
}

/** The offset of the parenthesis that ends a call whose arguments begin there. */
function closing(text: string, from: number): number {
  let depth = 1;
  let quote: string | undefined;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== undefined) {
      if (character === '\\') at++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth === 0) return at;
  }
  return text.length;
}
