import { type CheckedModel, type Finding, isTime, type SemanticLayer, wrong } from '../layer.ts';
import type { Measure } from '../semantic-model-shape.ts';

/** What each measure needs, and that there is one of each name. */
export function measureRules({ models }: SemanticLayer): Finding[] {
  const owners = new Map<string, CheckedModel>();
  const findings: Finding[] = [];
  for (const model of models)
    for (const measure of model.measures) {
      const other = owners.get(measure.name);
      if (other !== undefined)
        findings.push(
          wrong(
            model.node,
            `the measure '${measure.name}' is also in the semantic model '${other.node.name}'`,
          ),
        );
      owners.set(measure.name, model);
      const problems = [
        ...timeOf(measure, model),
        ...countOf(measure),
        ...percentileOf(measure),
        ...nonAdditiveOf(measure, model),
      ];
      findings.push(
        ...problems.map((problem) => wrong(model.node, `the measure '${measure.name}' ${problem}`)),
      );
    }
  return findings;
}

const timeDimension = (measure: Measure, { defaults }: CheckedModel): string | null =>
  measure.agg_time_dimension ?? defaults?.agg_time_dimension ?? null;

function* timeOf(measure: Measure, model: CheckedModel): Generator<string> {
  const name = timeDimension(measure, model);
  if (name === null)
    yield "has no time dimension: give it an 'agg_time_dimension', or the semantic model one under 'defaults:'";
  else if (!model.dimensions.some((dimension) => dimension.name === name && isTime(dimension)))
    yield `is aggregated over '${name}', which is not a time dimension of its semantic model`;
}

function* countOf({ agg, expr }: Measure): Generator<string> {
  if (agg !== 'count') return;
  if (expr === null) yield "counts, and needs an 'expr' for it: 1 counts all rows";
  else if (expr.toLowerCase().startsWith('distinct '))
    yield "counts what is distinct: use 'agg: count_distinct'";
}

function* percentileOf({ agg, agg_params: params }: Measure): Generator<string> {
  const percentile = params?.percentile ?? null;
  const share = Number(percentile);
  if (agg === 'percentile') {
    if (percentile === null) yield "needs 'agg_params: percentile'";
    else if (!(share > 0 && share < 1))
      yield `has the percentile ${percentile}, and it must be between 0 and 1`;
  } else if (agg === 'median') {
    if (percentile !== null && share !== 0.5) yield `is a median, which has no percentile of ${percentile}`;
    if (params?.use_discrete_percentile) yield "is a median, which has no 'use_discrete_percentile'";
  } else if (
    params !== null &&
    ((percentile !== null && share !== 0) ||
      params.use_discrete_percentile ||
      params.use_approximate_percentile)
  )
    yield "has 'agg_params', which are for percentiles only";
}

function* nonAdditiveOf(measure: Measure, model: CheckedModel): Generator<string> {
  const given = measure.non_additive_dimension;
  const over = model.dimensions.find(({ name }) => name === timeDimension(measure, model));
  if (given === null || over === undefined) return;
  const dimension = model.dimensions.find(({ name }) => name === given.name);
  if (dimension === undefined)
    yield `has the non-additive dimension '${given.name}', which its semantic model has not`;
  else if (!isTime(dimension))
    yield `has the non-additive dimension '${given.name}', which is not a time dimension`;
  else if (
    dimension.type_params &&
    over.type_params &&
    dimension.type_params.time_granularity !== over.type_params.time_granularity
  )
    yield `has the non-additive dimension '${given.name}' in ${dimension.type_params.time_granularity}s, and is aggregated over '${over.name}' in ${over.type_params.time_granularity}s`;
  if (given.window_choice !== 'min' && given.window_choice !== 'max')
    yield `has the window_choice '${given.window_choice}', and there are min and max`;
  const unknown = given.window_groupings.filter(
    (grouping) => !model.entities.some(({ name }) => name === grouping),
  );
  if (unknown.length > 0)
    yield `has window_groupings that are no entities of its semantic model: ${unknown.join(', ')}`;
}
