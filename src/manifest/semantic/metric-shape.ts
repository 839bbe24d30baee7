import { isMapping, type YamlMapping, type YamlValue } from '../../project/index.ts';
import { type Filter, filterOf, flagOf, mappingOf, mappingsOf, textOf, wordOf } from './reading.ts';

// The keys are those of dbt's artifacts, which have these as they are.

export interface TimeWindow {
  readonly count: number;
  readonly granularity: string;
}

export interface InputMeasure {
  readonly name: string;
  readonly filter: Filter | null;
  readonly alias: string | null;
  readonly join_to_timespine: boolean;
  readonly fill_nulls_with: YamlValue;
}

export interface InputMetric {
  readonly name: string;
  readonly filter: Filter | null;
  readonly alias: string | null;
  readonly offset_window: TimeWindow | null;
  readonly offset_to_grain: string | null;
}

export interface ConversionParams {
  readonly base_measure: InputMeasure;
  readonly conversion_measure: InputMeasure;
  readonly entity: string;
  readonly calculation: string;
  readonly window: TimeWindow | null;
  readonly constant_properties:
    | readonly { readonly base_property: string; readonly conversion_property: string }[]
    | null;
}

export interface CumulativeParams {
  readonly window: TimeWindow | null;
  readonly grain_to_date: string | null;
  readonly period_agg: string;
  readonly metric: null;
}

export interface MetricParams {
  readonly measure: InputMeasure | null;
  readonly numerator: InputMetric | null;
  readonly denominator: InputMetric | null;
  readonly expr: string | null;
  readonly window: TimeWindow | null;
  readonly grain_to_date: string | null;
  readonly metrics: readonly InputMetric[];
  readonly conversion_type_params: ConversionParams | null;
  readonly cumulative_type_params: CumulativeParams | null;
  readonly metric_aggregation_params: null;
}

/** What a metric declares, every key of dbt's filled in; only what it comes to with others is not there. */
export interface MetricShape {
  readonly type: string;
  readonly type_params: MetricParams;
  readonly filter: Filter | null;
  readonly time_granularity: string | null;
}

export const granularities: readonly string[] = [
  'nanosecond',
  'microsecond',
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];

export function metricShape(definition: YamlMapping): MetricShape {
  const params = mappingOf(definition.type_params);
  const type = wordOf(definition.type) ?? '';
  return {
    type,
    type_params: {
      measure: inputMeasure(params.measure),
      numerator: inputMetric(params.numerator),
      denominator: inputMetric(params.denominator),
      expr: textOf(params.expr),
      window: timeWindow(params.window),
      grain_to_date: textOf(params.grain_to_date),
      metrics: Array.isArray(params.metrics)
        ? params.metrics.map(inputMetric).filter((metric) => metric !== null)
        : [],
      conversion_type_params: conversion(params.conversion_type_params),
      cumulative_type_params: type === 'cumulative' ? cumulative(params) : null,
      metric_aggregation_params: null,
    },
    filter: filterOf(definition.filter),
    time_granularity: textOf(definition.time_granularity),
  };
}

/** `28 days`; null where it is not of that form. */
export function timeWindow(value: YamlValue | undefined): TimeWindow | null {
  const parts = textOf(value)?.toLowerCase().split(' ');
  if (parts?.length !== 2 || !/^\d+$/.test(parts[0]!)) return null;
  const name = parts[1]!;
  const single = name.replace(/s$/, '');
  return {
    count: Number(parts[0]),
    granularity: granularities.includes(single) ? single : name,
  };
}

function inputMeasure(given: YamlValue | undefined): InputMeasure | null {
  if (given === undefined || given === null) return null;
  const measure = isMapping(given) ? given : { name: given };
  return {
    name: textOf(measure.name) ?? '',
    filter: filterOf(measure.filter),
    alias: textOf(measure.alias),
    join_to_timespine: flagOf(measure.join_to_timespine),
    fill_nulls_with: measure.fill_nulls_with ?? null,
  };
}

function inputMetric(given: YamlValue | undefined): InputMetric | null {
  if (given === undefined || given === null) return null;
  const metric = isMapping(given) ? given : { name: given };
  return {
    name: textOf(metric.name) ?? '',
    filter: filterOf(metric.filter),
    alias: textOf(metric.alias),
    offset_window: timeWindow(metric.offset_window),
    offset_to_grain: textOf(metric.offset_to_grain),
  };
}

function conversion(given: YamlValue | undefined): ConversionParams | null {
  if (!isMapping(given)) return null;
  return {
    base_measure: inputMeasure(given.base_measure) ?? inputMeasure('')!,
    conversion_measure: inputMeasure(given.conversion_measure) ?? inputMeasure('')!,
    entity: textOf(given.entity) ?? '',
    calculation: wordOf(given.calculation) ?? 'conversion_rate',
    window: timeWindow(given.window),
    constant_properties: Array.isArray(given.constant_properties)
      ? mappingsOf(given.constant_properties).map((pair) => ({
          base_property: textOf(pair.base_property) ?? '',
          conversion_property: textOf(pair.conversion_property) ?? '',
        }))
      : null,
  };
}

/** Where the older place of a key says something, that counts unless the newer one does. */
function cumulative(params: YamlMapping): CumulativeParams {
  const nested = mappingOf(params.cumulative_type_params);
  return {
    window: timeWindow(nested.window ?? params.window),
    grain_to_date: textOf(nested.grain_to_date ?? params.grain_to_date),
    period_agg: wordOf(nested.period_agg) ?? 'first',
    metric: null,
  };
}
