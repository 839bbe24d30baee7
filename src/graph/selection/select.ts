import { type Diagnostic, fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { Graph } from '../dag/graph.ts';
import { criterionOf, type IndirectSelection } from './criterion.ts';
import { type Definitions, parseDefinitions } from './definitions.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { type Expression, parseWords } from './expression.ts';
import { type NamedSelector, namedSelectors, unknownSelector } from './named-selectors.ts';
import type { Selection, SelectionRequest } from './request.ts';
import { wantedTypes } from './resource-types.ts';
import type { Selectable } from './selectable.ts';
import { selectable } from './selectables.ts';
import type { Universe } from './selector-method.ts';
import { unknownMethods } from './unknown-methods.ts';
import { unmatchedWarning } from './unmatched.ts';

/** Takes a graph, its manifest and what the user asked for, and gives the selected nodes. */
export function select(graph: Graph, manifest: Manifest, request: SelectionRequest): Result<Selection> {
  const { nodes, described } = manifest;
  const all = [...nodes.values(), ...described.values()];
  const views = () => all.map((node) => selectable(node, nodes));
  return selectAmong(graph, { project: manifest.project.name, all, views }, request);
}

/** What can be selected in a project. */
export interface Selectables {
  readonly project: string;
  readonly all: Iterable<Pick<Selectable, 'id' | 'resource'>>;
  /** All of them in the terms of selection; asked for only when there is something to match. */
  views(): readonly Selectable[];
}

/** The same over nodes that may be in the terms of selection already. */
export function selectAmong(
  graph: Graph,
  { project, all, views }: Selectables,
  request: SelectionRequest,
): Result<Selection> {
  const definitions = parseDefinitions(request.selectors, request.indirect);
  if (!definitions.ok) return definitions;
  const types = wantedTypes(request);
  if (!types.ok) return types;
  const asked = askedFor(request, definitions.value);
  if (!asked.ok) return asked;

  const { expression } = asked.value;
  if (expression === undefined) {
    return ok({ nodes: ofTypes(all, types.value), warnings: [] });
  }

  const nodes = views();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const warnings = new Set<Diagnostic>(asked.value.warnings);
  const universe: Universe = {
    project,
    nodes,
    warn: (warning) => warnings.add(warning),
    ...(request.state === undefined ? {} : { state: request.state }),
    ...(request.results === undefined ? {} : { results: request.results }),
    ...(request.fresherSources === undefined ? {} : { fresherSources: request.fresherSources }),
    selector: namedSelectors(definitions.value.byName, (named) => {
      for (const each of named.warnings) warnings.add(each);
      return evaluate(named.expression, scope);
    }),
  };
  const scope: Scope = {
    graph,
    universe,
    byId,
    unmatched: (words, criteria) => warnings.add(unmatchedWarning(words, criteria, nodes)),
  };
  const found = evaluate(expression, scope);
  if (!found.ok) return found;
  const selected = [...found.value.direct].map((id) => byId.get(id)!);
  return ok({ nodes: ofTypes(selected, types.value), warnings: [...warnings] });
}

/** A selector wins over words, and the default selector stands in where there are no words. */
function askedFor(
  request: SelectionRequest,
  definitions: Definitions,
): Result<NamedSelector | typeof allNodes> {
  if (request.selector !== undefined) {
    const named = definitions.byName.get(request.selector);
    return named === undefined
      ? fail(unknownSelector(request.selector, definitions.byName.keys(), {}))
      : ok(named);
  }
  const noWords = request.select.length === 0 && request.exclude.length === 0;
  if (noWords) return ok(definitions.byDefault ?? allNodes);
  const included =
    request.select.length === 0
      ? ok(everything(request.indirect))
      : parseWords('--select', request.select, request.indirect);
  const excluded = parseWords('--exclude', request.exclude, request.indirect);
  const failures = [included, excluded].flatMap((each) => (each.ok ? [] : each.diagnostics));
  if (!included.ok || !excluded.ok) return fail(...failures);
  const parts = [included.value, excluded.value];
  const unknown = parts.flatMap(unknownMethods);
  if (unknown.length > 0) return fail(...unknown);
  return ok({ expression: { kind: 'difference', parts, indirect: 'eager' }, warnings: [] });
}

/** No expression at all, since what is asked for most often should cost nothing. */
const allNodes = { expression: undefined, warnings: [] };

const everything = (indirect: IndirectSelection): Expression => ({
  kind: 'union',
  parts: ['fqn', 'source'].map((method) => criterionOf(method, '*', { indirect })),
  indirect,
});

function ofTypes(
  nodes: Iterable<Pick<Selectable, 'id' | 'resource'>>,
  types: ReadonlySet<string>,
): ReadonlySet<NodeId> {
  const kept = new Set<NodeId>();
  for (const { id, resource } of nodes) if (types.has(resource)) kept.add(id);
  return kept;
}
