import {
  type CheckedMetric,
  type CheckedModel,
  type Finding,
  odd,
  type SemanticLayer,
  wrong,
} from '../layer.ts';
import { granularities, type InputMeasure, type TimeWindow } from '../metric-shape.ts';
import { nameProblem } from './names.ts';

export const metricRules = (layer: SemanticLayer): Finding[] => [
  ...layer.metrics.flatMap((metric) => [
    ...cumulative(metric, layer),
    ...derived(metric, layer),
    ...conversion(metric, layer),
  ]),
  ...aliases(layer),
];

const isStandard = (name: string): boolean => granularities.includes(name.toLowerCase());

function* windowProblems(
  { granularity, count }: TimeWindow,
  layer: SemanticLayer,
  custom: boolean,
): Generator<string> {
  const name = granularity.replace(/s$/, '');
  const known = [granularity, name].some((each) => layer.granularities.includes(each));
  if (!known) yield `has the window '${count} ${granularity}', and '${granularity}' is no granularity`;
  else if (!custom && !isStandard(granularity) && !isStandard(name))
    yield `has the window '${count} ${granularity}', and only granularities that all projects have are possible here`;
}

function cumulative(metric: CheckedMetric, layer: SemanticLayer): Finding[] {
  const { type, node, type_params: params } = metric;
  if (type !== 'cumulative') return [];
  const { window, grain_to_date: grain } = params.cumulative_type_params!;
  const older = params.window;
  const problems: string[] = [];
  if (older && window && (older.count !== window.count || older.granularity !== window.granularity))
    problems.push("has two different windows: take that of 'type_params' away");
  if (grain !== null && !isStandard(grain))
    problems.push(`has the grain_to_date '${grain}', which is no granularity`);
  if (window !== null && grain !== null)
    problems.push("has a 'window' and a 'grain_to_date'; it is one of them");
  if (window !== null) problems.push(...windowProblems(window, layer, false));
  return problems.map((problem) => wrong(node, `the metric '${node.name}' ${problem}`));
}

function derived({ type, node, type_params: params }: CheckedMetric, layer: SemanticLayer): Finding[] {
  const findings: Finding[] = [];
  const say = (problem: string) => findings.push(wrong(node, `the metric '${node.name}' ${problem}`));
  for (const input of params.metrics) {
    const { offset_window: window, offset_to_grain: grain } = input;
    if (window !== null) for (const problem of windowProblems(window, layer, true)) say(problem);
    if (grain !== null && !isStandard(grain))
      say(`has the offset_to_grain '${grain}', which is no granularity`);
    if (window !== null && grain !== null)
      say(`has an offset_window and an offset_to_grain for '${input.name}'; it is one of them`);
  }
  if (type !== 'derived') return findings;
  if (params.metrics.length === 0) say("is derived from nothing: name metrics under 'type_params: metrics:'");
  const used = new Set(params.metrics.map(({ name }) => name));
  for (const { name, alias } of params.metrics) {
    if (alias === null) continue;
    const problem = nameProblem(alias);
    if (problem !== undefined) findings.push(wrong(node, problem));
    if (used.has(alias)) say(`calls '${name}' '${alias}', a name that another of its metrics has`);
    used.add(alias);
  }
  const { expr } = params;
  if (expr === null || expr === '')
    findings.push(
      odd(node, `the derived metric '${node.name}' has no 'expr' that says what is made of its metrics`),
    );
  else
    for (const { name, alias } of params.metrics)
      if (!expr.includes(alias ?? name))
        findings.push(odd(node, `'${alias ?? name}' is not used in the expr of the metric '${node.name}'`));
  return findings;
}

function conversion({ type, node, type_params: params }: CheckedMetric, layer: SemanticLayer): Finding[] {
  const given = params.conversion_type_params;
  if (type !== 'conversion' || given === null) return [];
  const findings: Finding[] = [];
  const say = (problem: string) => findings.push(wrong(node, `the metric '${node.name}' ${problem}`));
  const of = (measure: InputMeasure): CheckedModel | undefined =>
    layer.models.find(({ measures }) => measures.some(({ name }) => name === measure.name));
  const [base, converted] = [of(given.base_measure), of(given.conversion_measure)];
  if (base === undefined || converted === undefined) return [];
  for (const model of [base, converted])
    if (!model.entities.some(({ name }) => name === given.entity))
      say(`converts the entity '${given.entity}', which the semantic model '${model.node.name}' has not`);
  for (const [input, model] of [
    [given.base_measure, base],
    [given.conversion_measure, converted],
  ] as const) {
    const measure = model.measures.find(({ name }) => name === input.name)!;
    const counts = measure.agg === 'count' || measure.agg === 'count_distinct';
    if (!counts && !(measure.agg === 'sum' && measure.expr === '1'))
      say(
        `converts '${measure.name}', which must count (count, count_distinct, or a sum of 1) and is ${measure.agg}`,
      );
  }
  if (given.conversion_measure.filter !== null)
    findings.push(
      odd(node, `the filter of '${given.conversion_measure.name}' in '${node.name}' is not fully supported`),
    );
  if (given.window !== null) for (const problem of windowProblems(given.window, layer, false)) say(problem);
  for (const { base_property, conversion_property } of given.constant_properties ?? [])
    for (const [property, model] of [
      [base_property, base],
      [conversion_property, converted],
    ] as const)
      if (![...model.entities, ...model.dimensions].some(({ name }) => name === property))
        say(`has the constant property '${property}', which '${model.node.name}' has not`);
  return findings;
}

/** Aliases of measures are theirs alone, and measures that are filtered differently have one. */
function aliases({ models, metrics }: SemanticLayer): Finding[] {
  const measures = new Set(models.flatMap((model) => model.measures.map(({ name }) => name)));
  const known = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { node, inputs } of metrics) {
    for (const { name, alias, filter } of inputs) {
      const twins = inputs.filter((other) => other.name === name);
      if (twins.length > 1 && filter !== null && alias === null)
        findings.push(
          wrong(
            node,
            `the metric '${node.name}' has the measure '${name}' with different filters: each needs an alias`,
          ),
        );
      if (alias === null) continue;
      const problem = nameProblem(alias);
      if (problem !== undefined) findings.push(wrong(node, problem));
      if (measures.has(alias))
        findings.push(wrong(node, `the alias '${alias}' of '${name}' is the name of a measure`));
      const other = known.get(alias);
      if (other !== undefined)
        findings.push(
          wrong(node, `the alias '${alias}' is used in the metrics '${other}' and '${node.name}'`),
        );
      known.set(alias, node.name);
    }
  }
  return findings;
}
