import { collect, fail, ok, type Result, SourceText } from '../../base/index.ts';
import type { Hook } from '../../project/index.ts';
import { parseTemplate, render, type Template } from '../../template/index.ts';
import { capture, configAsWritten } from '../capture.ts';
import type { Captured } from '../captured.ts';
import { captureRendered } from '../parsing/capture-rendered.ts';
import type { NodeInParsing } from '../parsing/parsing-values.ts';
import { parsingOptions, renderInParsing } from '../parsing/render-in-parsing.ts';
import { placed } from '../placed.ts';
import type { DraftSettings } from './draft.ts';

interface Identified {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
}

/** The node as its template sees it while it is parsed. */
export const inParsing = (
  resource: string,
  identity: Identified,
  source: SourceText,
  { owner, generatedNames }: DraftSettings,
): NodeInParsing => ({
  resource,
  id: identity.id,
  name: identity.name,
  package: owner,
  path: identity.path,
  fqn: identity.fqn,
  source,
  relation: { ...generatedNames.defaults, identifier: identity.name },
});

/** What a node's template asks for, by the project's policy. */
export const captureNode = (
  template: Template,
  node: NodeInParsing,
  settings: DraftSettings,
): Result<Captured> =>
  settings.project.policies.capture === 'rendered'
    ? withWrittenConfig(captureRendered(template, node, settings), template, settings)
    : capture(template, settings);

/** With the config of the file as it is written, where states are to be compared by that. */
function withWrittenConfig(
  captured: Result<Captured>,
  template: Template,
  { project: { flags } }: DraftSettings,
): Result<Captured> {
  const wanted = flags.stateModifiedCompareMoreUnrenderedValues || flags.preciseState;
  if (!wanted || !captured.ok || captured.value.asRead !== undefined || captured.value.config.length === 0)
    return captured;
  const call = template.calls.find(({ name }) => name === 'config');
  if (call === undefined) return captured;
  return ok({ ...captured.value, asWritten: configAsWritten(call, template) });
}

/** With what the node's hooks ask for, which is its business too where templates are rendered. */
export function withHooks(
  captured: Captured,
  hooks: readonly Hook[],
  node: NodeInParsing,
  settings: DraftSettings,
): Result<Captured> {
  const templates = hooks.filter(({ sql }) => /\{[{%]/.test(sql));
  if (templates.length === 0 || settings.project.policies.capture !== 'rendered') return ok(captured);
  const parsed = collect(templates.map((hook) => atHook(parseTemplate(new SourceText('', hook.sql)), hook)));
  if (!parsed.ok) return parsed;
  const found = renderInParsing(node, settings, (scope) =>
    collect(
      parsed.value.map((template, index) =>
        atHook(render(template, scope, parsingOptions), templates[index]!),
      ),
    ),
  );
  return found.ok ? ok(both(captured, found.value)) : found;
}

/** What is wrong in the text of a hook is where the hook is given. */
const atHook = <T>(result: Result<T>, hook: Hook): Result<T> =>
  result.ok ? result : fail(...result.diagnostics.map((each) => placed(each, () => hook.locate())));

export const both = (first: Captured, second: Captured): Captured => ({
  refs: [...first.refs, ...second.refs],
  sources: [...first.sources, ...second.sources],
  metrics: [...(first.metrics ?? []), ...(second.metrics ?? [])],
  config: first.config,
  ...(first.asRead !== undefined && { asRead: first.asRead }),
  ...(first.asWritten !== undefined && { asWritten: first.asWritten }),
  ...(second.foreignKeys !== undefined && { foreignKeys: second.foreignKeys }),
  macros: [...new Set([...first.macros, ...second.macros])],
});
