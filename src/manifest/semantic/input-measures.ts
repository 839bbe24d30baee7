import { isDeepStrictEqual } from 'node:util';
import type { Metric } from '../described-resources.ts';
import { type InputMeasure, type InputMetric, type MetricShape, metricShape } from './metric-shape.ts';

/** The metrics that another is made of. */
export const inputMetrics = ({ type, type_params: params }: MetricShape): readonly InputMetric[] =>
  type === 'ratio'
    ? [params.numerator, params.denominator].filter((metric) => metric !== null)
    : type === 'derived'
      ? params.metrics
      : [];

/** The measures that a metric names itself. */
export function ownMeasures({ type, type_params: params }: MetricShape): readonly InputMeasure[] {
  if (type === 'conversion') {
    const conversion = params.conversion_type_params;
    return conversion === null ? [] : [conversion.base_measure, conversion.conversion_measure];
  }
  return (type === 'simple' || type === 'cumulative') && params.measure !== null ? [params.measure] : [];
}

/** The measures that a metric is calculated from, also by way of other metrics, each once. */
export function inputMeasures(
  metric: Metric,
  find: (name: string) => Metric | undefined,
  above: readonly Metric[] = [],
): readonly InputMeasure[] {
  const shape = metricShape(metric.definition);
  const measures: InputMeasure[] = [];
  const add = (measure: InputMeasure): void => {
    if (!measures.some((known) => isDeepStrictEqual(known, measure))) measures.push(measure);
  };
  ownMeasures(shape).forEach(add);
  for (const { name } of inputMetrics(shape)) {
    const input = find(name);
    if (input !== undefined && !above.includes(input))
      inputMeasures(input, find, [...above, metric]).forEach(add);
  }
  return measures;
}
