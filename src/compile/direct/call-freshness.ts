import { error, fail, ok, type Result, SourceText } from '../../base/index.ts';
import type { SourceNode } from '../../manifest/index.ts';
import {
  callValue,
  fromJs,
  guarded,
  parseTemplate,
  render,
  TemplateError,
  type Value,
} from '../../template/index.ts';
import type { EffectLog } from '../effects.ts';
import { sourceRelation } from './context/refs.ts';
import { valuesOf } from './context/values.ts';
import { Rendering } from './rendering.ts';
import type { DirectSettings } from './settings.ts';
import type { Settled } from './settle.ts';
import { AdapterResponse, StatementResult } from './statements.ts';

/** When the newest row of a source came, and when that was looked up, as the database says it. */
export interface FreshnessAnswer {
  readonly maxLoadedAt: Value;
  readonly snapshottedAt: Value;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Asks a source how fresh it is, with the macros of dbt, which a project may have made its own. */
export function callFreshness(
  node: SourceNode,
  settings: DirectSettings,
  log: EffectLog,
): Settled<FreshnessAnswer> {
  const rendering = new Rendering(settings, undefined, log, valuesOf, { packageName: node.package });
  const answer = asked(node, rendering);
  return { result: answer, rendering };
}

function asked(node: SourceNode, rendering: Rendering): Result<FreshnessAnswer> {
  const { details } = node;
  const source = sourceRelation(rendering, node);
  const location = node.locate();
  if (details?.loadedAtQuery !== undefined) {
    const query = queryOf(node, details.loadedAtQuery, source, rendering);
    if (!query.ok) return query;
    return called('collect_freshness_custom_sql', { source, loaded_at_query: query.value }, node, rendering);
  }
  if (details?.loadedAtField === undefined)
    return fail(
      error('A6010', `${node.sourceName}.${node.name} does not say by what its freshness is known`, {
        location,
        hint: 'add loaded_at_field: the column that says when a row came; DuckDB keeps no such time of its own',
      }),
    );
  const filter = details.freshness?.filter ?? null;
  return called(
    'collect_freshness',
    { source, loaded_at_field: details.loadedAtField, filter: filter === null ? null : String(filter) },
    node,
    rendering,
  );
}

/** The query sees the source as `this`. */
function queryOf(node: SourceNode, text: string, source: Value, rendering: Rendering): Result<string> {
  const template = parseTemplate(new SourceText(node.path, text));
  if (!template.ok) return template;
  const described = fromJs(rendering.settings.describe(node));
  const own = new Map<string, Value>([
    ['this', source],
    ['model', described],
    ['source_node', described],
  ]);
  const scope = {
    get: (name: string) => (own.has(name) ? own.get(name) : rendering.scope.get(name)),
    has: (name: string) => own.has(name) || rendering.scope.has(name),
    names: () => rendering.scope.names(),
  };
  const rendered = render(template.value, scope, {
    undefined: rendering.settings.project.policies.undefinedValues,
  });
  return rendered.ok ? ok(rendered.value.text) : rendered;
}

function called(
  name: string,
  kwargs: Readonly<Record<string, Value>>,
  node: SourceNode,
  rendering: Rendering,
): Result<FreshnessAnswer> {
  const { settings } = rendering;
  return guarded(
    new SourceText(node.path, ''),
    { undefined: settings.project.policies.undefinedValues },
    () => {
      const entry = settings.manifest.macros.anywhere(name);
      if (entry === undefined) throw new TemplateError('A3002', `there is no macro '${name}'`);
      const value = callValue(rendering.scope.callable(entry), [], new Map(Object.entries(kwargs)));
      const rows = value instanceof StatementResult ? value.table.data.rows : [];
      const [first, ...others] = rows;
      if (
        !(value instanceof StatementResult) ||
        first === undefined ||
        others.length > 0 ||
        first.length !== 2
      )
        throw new TemplateError(
          'A6011',
          `the macro '${name}' must give one row: when the newest row came, and the time now`,
        );
      const response = value.response instanceof AdapterResponse ? value.response.given : {};
      return { maxLoadedAt: first[0]!, snapshottedAt: first[1]!, response };
    },
  );
}
