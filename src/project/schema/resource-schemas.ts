import * as z from 'zod/mini';
import { late } from './late.ts';
import {
  anyMapping,
  anything,
  choice,
  flag,
  list,
  mappingOf,
  optional,
  scalar,
  text,
  textOrNumber,
  texts,
} from './shapes.ts';

// What dbt's resources may say that native projects have not. Templates may stand for any value.

/** One of these words, in whatever case. */
const word = (...words: readonly string[]) =>
  z
    .string()
    .check(
      z.regex(
        new RegExp(`^(${words.join('|')})$`, 'i'),
        `one of ${words.map((each) => `'${each}'`).join(', ')}`,
      ),
    );

const maybe = <S extends z.ZodMiniType>(schema: S) => optional(z.union([schema, z.null()]));

/** Who answers for something: a name or an address, and whatever else. */
const owner = () => z.looseObject({ name: maybe(text()), email: maybe(texts()) });

const described = () => ({ description: maybe(text()), config: maybe(anyMapping()) });

const group = () => z.strictObject({ name: text(), owner: owner(), ...described() });

const exposure = () =>
  z.strictObject({
    name: text(),
    type: choice('dashboard', 'notebook', 'analysis', 'ml', 'application'),
    owner: owner(),
    ...described(),
    label: maybe(text()),
    maturity: maybe(choice('low', 'medium', 'high')),
    meta: maybe(anyMapping()),
    tags: maybe(list(text())),
    url: maybe(text()),
    depends_on: maybe(list(text())),
  });

/** A span of time, such as `7 days`. */
const span = () => z.string().check(z.regex(/^\d+ \S+$/, "a number and a unit, such as '7 days'"));

const granularity = () =>
  word(
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
  );
const aggregation = () =>
  word('sum', 'min', 'max', 'count_distinct', 'sum_boolean', 'average', 'percentile', 'median', 'count');

const element = () => ({ name: text(), ...described(), label: maybe(text()) });

const entity = () =>
  z.strictObject({
    ...element(),
    type: word('foreign', 'natural', 'primary', 'unique'),
    role: maybe(text()),
    expr: maybe(text()),
  });

const dimension = () =>
  z.strictObject({
    ...element(),
    type: word('categorical', 'time'),
    is_partition: maybe(flag()),
    expr: maybe(text()),
    type_params: maybe(
      z.strictObject({
        time_granularity: granularity(),
        validity_params: maybe(z.strictObject({ is_start: maybe(flag()), is_end: maybe(flag()) })),
      }),
    ),
  });

const measure = () =>
  z.strictObject({
    ...element(),
    agg: aggregation(),
    expr: maybe(scalar()),
    agg_params: maybe(
      z.strictObject({
        percentile: maybe(scalar()),
        use_discrete_percentile: maybe(flag()),
        use_approximate_percentile: maybe(flag()),
      }),
    ),
    non_additive_dimension: maybe(
      z.strictObject({
        name: text(),
        window_choice: aggregation(),
        window_groupings: maybe(list(text())),
      }),
    ),
    agg_time_dimension: maybe(text()),
    create_metric: maybe(flag()),
  });

const semanticModel = () =>
  z.strictObject({
    ...element(),
    model: text(),
    defaults: maybe(z.strictObject({ agg_time_dimension: maybe(text()) })),
    entities: maybe(list(entity())),
    measures: maybe(list(measure())),
    dimensions: maybe(list(dimension())),
    primary_entity: maybe(text()),
  });

const inputMeasure = () =>
  z.union([
    text(),
    z.strictObject({
      name: text(),
      filter: maybe(texts()),
      alias: maybe(text()),
      join_to_timespine: maybe(flag()),
      fill_nulls_with: maybe(z.int()),
    }),
  ]);

const inputMetric = () =>
  z.union([
    text(),
    z.strictObject({
      name: text(),
      filter: maybe(texts()),
      alias: maybe(text()),
      offset_window: maybe(span()),
      offset_to_grain: maybe(text()),
    }),
  ]);

const metric = () =>
  z.strictObject({
    name: text(),
    label: text(),
    type: word('simple', 'ratio', 'cumulative', 'derived', 'conversion'),
    type_params: z.strictObject({
      measure: maybe(inputMeasure()),
      numerator: maybe(inputMetric()),
      denominator: maybe(inputMetric()),
      expr: maybe(z.union([text(), flag()])),
      window: maybe(span()),
      grain_to_date: maybe(granularity()),
      metrics: maybe(list(inputMetric())),
      conversion_type_params: maybe(
        z.strictObject({
          base_measure: inputMeasure(),
          conversion_measure: inputMeasure(),
          entity: text(),
          calculation: maybe(word('conversions', 'conversion_rate')),
          window: maybe(span()),
          constant_properties: maybe(
            list(z.strictObject({ base_property: text(), conversion_property: text() })),
          ),
        }),
      ),
      cumulative_type_params: maybe(
        z.strictObject({
          window: maybe(span()),
          grain_to_date: maybe(text()),
          period_agg: maybe(word('first', 'last', 'average')),
        }),
      ),
    }),
    ...described(),
    filter: maybe(texts()),
    time_granularity: maybe(text()),
    meta: maybe(anyMapping()),
    tags: maybe(list(text())),
  });

const savedQuery = () =>
  z.strictObject({
    name: text(),
    query_params: z.strictObject({
      metrics: maybe(list(text())),
      group_by: maybe(list(text())),
      where: maybe(texts()),
      order_by: maybe(list(text())),
      limit: maybe(z.int()),
    }),
    ...described(),
    label: maybe(text()),
    exports: maybe(list(z.strictObject({ name: text(), config: maybe(anyMapping()) }))),
    tags: maybe(texts()),
  });

const rows = () => ({
  rows: maybe(z.union([text(), list(mappingOf(anything()))])),
  format: maybe(choice('csv', 'dict', 'sql')),
  fixture: maybe(text()),
});

const unitTest = () =>
  z.strictObject({
    name: text(),
    model: text(),
    given: list(z.strictObject({ input: text(), ...rows() })),
    expect: z.strictObject(rows()),
    ...described(),
    overrides: maybe(
      z.strictObject({
        macros: maybe(anyMapping()),
        vars: maybe(anyMapping()),
        env_vars: maybe(anyMapping()),
      }),
    ),
    versions: maybe(
      z.strictObject({ include: maybe(list(textOrNumber())), exclude: maybe(list(textOrNumber())) }),
    ),
  });

/** By the section of a properties file whose entries they are for. */
export const resourceSchemas = late({
  groups: group,
  exposures: exposure,
  metrics: metric,
  semantic_models: semanticModel,
  saved_queries: savedQuery,
  unit_tests: unitTest,
});
