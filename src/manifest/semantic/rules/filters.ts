import { SourceText } from '../../../base/index.ts';
import { notLiteral, parseTemplate } from '../../../template/index.ts';
import type { DescribedResource } from '../../described-resources.ts';
import {
  type CheckedMetric,
  type CheckedQuery,
  type Finding,
  odd,
  type SemanticLayer,
  wrong,
} from '../layer.ts';
import type { Filter } from '../reading.ts';

/** The functions of filters, group-bys and orders. */
const functions = new Set(['Dimension', 'TimeDimension', 'Entity', 'Metric']);
/** What may be called on what they give: `Dimension('x').grain('day')`. */
const methods = new Set(['grain', 'date_part', 'descending']);

/** A thing of the semantic layer that a text names: `TimeDimension('order_id__ordered_at', 'week')`. */
export interface Item {
  readonly kind: string;
  /** Without the entity before it and the granularity behind it. */
  readonly element: string;
  readonly whole: string;
  readonly granularity?: string;
}

/** What a date can be taken apart into: `.date_part('year')`. */
const dateParts = new Set(['year', 'quarter', 'month', 'day', 'dow', 'doy']);

/** The things that a template names; undefined when it is none, or calls something else. */
export function itemsIn(
  template: string,
  granularities: readonly string[],
  ordering = false,
): readonly Item[] | undefined {
  const parsed = parseTemplate(new SourceText('', template));
  if (!parsed.ok) return undefined;
  for (const [, part] of template.matchAll(/\.date_part\(\s*['"]([^'"]*)/g))
    if (!dateParts.has(part!.toLowerCase())) return undefined;
  const items: Item[] = [];
  for (const name of parsed.value.names) if (!functions.has(name)) return undefined;
  for (const { name, args, kwargs } of parsed.value.calls) {
    const method = name.slice(name.lastIndexOf('.') + 1);
    if (!functions.has(name)) {
      if (methods.has(method)) continue;
      return undefined;
    }
    const [first, second] = args;
    if (first === undefined || first === notLiteral) return undefined;
    const given = second ?? kwargs.time_granularity_name;
    const parts = String(first).split('__');
    const last = parts.at(-1)!;
    const hasGranularity = parts.length > 1 && granularities.includes(last);
    if (hasGranularity && typeof given === 'string' && given !== last) return undefined;
    const granularity = typeof given === 'string' ? given : hasGranularity ? last : undefined;
    const element = parts.at(hasGranularity ? -2 : -1)!;
    const entities = parts.length - (hasGranularity ? 2 : 1);
    if (name.endsWith('Dimension') && entities !== 1 && element !== 'metric_time') return undefined;
    if (name === 'Entity' && hasGranularity) return undefined;
    if (name === 'Metric' && !ordering && second === undefined && !('group_by' in kwargs)) return undefined;
    items.push({
      kind: name,
      element,
      whole: String(first),
      ...(granularity !== undefined && { granularity }),
    });
  }
  return items;
}

export const filterRules = (layer: SemanticLayer): Finding[] => [
  ...layer.metrics.flatMap((metric) =>
    filtersOf(metric).flatMap((filter) => checkFilter(metric.node, filter, layer)),
  ),
  ...layer.queries.flatMap(({ node, query_params: params }) => checkFilter(node, params.where, layer)),
];

function filtersOf({ filter, type_params: params }: CheckedMetric): (Filter | null | undefined)[] {
  return [
    filter,
    params.measure?.filter,
    params.numerator?.filter,
    params.denominator?.filter,
    ...params.metrics.map((metric) => metric.filter),
  ];
}

function checkFilter(
  node: DescribedResource,
  filter: Filter | null | undefined,
  { granularities }: SemanticLayer,
): Finding[] {
  return (filter?.where_filters ?? []).flatMap(({ where_sql_template: text }) => {
    const items = itemsIn(text, granularities);
    if (items === undefined)
      return [
        wrong(
          node,
          `a filter of '${node.name}' cannot be read: ${text} (it calls Dimension('entity__name'), TimeDimension, Entity and Metric with a group_by, inside of {{ }})`,
        ),
      ];
    return items.flatMap(({ granularity }) =>
      granularity === undefined || granularities.includes(granularity.toLowerCase())
        ? []
        : [odd(node, `a filter of '${node.name}' says '${granularity}', which is no granularity`)],
    );
  });
}

export function savedQueryRules(layer: SemanticLayer): Finding[] {
  const elements = new Set<string>(['metric_time', ...layer.metrics.map(({ node }) => node.name)]);
  for (const { dimensions, entities } of layer.models)
    for (const { name } of [...dimensions, ...entities]) elements.add(name);
  return layer.queries.flatMap((query) =>
    [...groupsOf(query, elements, layer), ...orderOf(query, layer), ...limitOf(query)].map((problem) =>
      wrong(query.node, `the saved query '${query.node.name}' ${problem}`),
    ),
  );
}

function* groupsOf(
  { query_params: { group_by: groups } }: CheckedQuery,
  elements: ReadonlySet<string>,
  { granularities }: SemanticLayer,
): Generator<string> {
  for (const group of groups) {
    const items = itemsIn(`{{ ${group} }}`, granularities);
    if (items?.length !== 1 || !elements.has(items[0]!.element))
      yield `is grouped by ${group}, which is nothing of the semantic layer`;
  }
}

/** What is ordered by is one of the metrics or groups. */
function* orderOf(
  { query_params: { metrics, group_by: groups, order_by: orders } }: CheckedQuery,
  { granularities }: SemanticLayer,
): Generator<string> {
  const key = (text: string): string | undefined => {
    const items = itemsIn(`{{ ${text} }}`, granularities, true);
    const [item] = items ?? [];
    return items?.length === 1 && item
      ? `${item.kind} ${item.whole} ${item.granularity ?? ''}`.toLowerCase()
      : undefined;
  };
  const known = new Set([...metrics.map((name) => `Metric('${name}')`), ...groups].map(key));
  for (const order of orders) {
    const one = key(order);
    if (one === undefined || !known.has(one))
      yield `is ordered by ${order}, which is neither a metric nor a group of it`;
  }
}

function* limitOf({ query_params: { limit } }: CheckedQuery): Generator<string> {
  if (limit !== null && Number(limit) < 0) yield `has the limit ${String(limit)}`;
}
