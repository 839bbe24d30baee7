import * as z from 'zod/mini';
import { late } from './late.ts';
import { anyMapping, anything, choice, flag, list, optional, text, textOrNumber } from './shapes.ts';

// What dbt's properties must look like: the keys it knows have their types, other keys are left alone.

const maybe = <S extends z.ZodMiniType>(schema: S) => optional(z.union([schema, z.null()]));

const column = () =>
  z.looseObject({
    name: text(),
    description: optional(text()),
    meta: optional(anyMapping()),
    data_type: maybe(text()),
    constraints: optional(list(anyMapping())),
    docs: optional(anyMapping()),
    config: optional(anyMapping()),
    quote: maybe(flag()),
    tags: optional(list(text())),
    granularity: maybe(text()),
    data_tests: optional(list(anything())),
    tests: optional(list(anything())),
  });

const described = () => ({
  name: text(),
  description: optional(text()),
  meta: optional(anyMapping()),
  data_type: maybe(text()),
  constraints: optional(list(anyMapping())),
  docs: optional(anyMapping()),
  config: optional(anyMapping()),
});

const tested = () => ({
  ...described(),
  columns: optional(list(column())),
  data_tests: optional(list(anything())),
  tests: optional(list(anything())),
  quote_columns: maybe(flag()),
  access: maybe(text()),
});

const version = () =>
  z.looseObject({
    v: textOrNumber(),
    defined_in: maybe(text()),
    description: optional(text()),
    access: maybe(text()),
    config: optional(anyMapping()),
    constraints: optional(list(anyMapping())),
    docs: optional(anyMapping()),
    data_tests: maybe(list(anything())),
    tests: maybe(list(anything())),
    columns: optional(list(anyMapping())),
    deprecation_date: date(),
  });

const model = () =>
  z.looseObject({
    ...tested(),
    latest_version: maybe(textOrNumber()),
    versions: optional(list(version())),
    deprecation_date: date(),
    time_spine: maybe(anyMapping()),
  });

const limit = () =>
  maybe(z.strictObject({ count: maybe(z.int()), period: maybe(choice('minute', 'hour', 'day')) }));
const freshness = () =>
  maybe(z.strictObject({ warn_after: limit(), error_after: limit(), filter: maybe(text()) }));

const quoting = () =>
  z.strictObject({
    database: maybe(flag()),
    schema: maybe(flag()),
    identifier: maybe(flag()),
    column: maybe(flag()),
  });

/** A day or a point in time. */
const date = () =>
  maybe(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}([T ].*)?$/, 'a date such as 2026-01-31')));

const sourceCommon = () => ({
  loaded_at_field: maybe(z.string().check(z.regex(/./, 'a text that is not empty'))),
  loaded_at_query: maybe(text()),
  quoting: optional(quoting()),
  freshness: freshness(),
  tags: optional(list(text())),
});

const table = () =>
  z.looseObject({
    ...tested(),
    ...sourceCommon(),
    identifier: maybe(text()),
    external: maybe(anyMapping()),
  });

const source = () =>
  z.strictObject({
    name: text(),
    description: optional(text()),
    meta: optional(anyMapping()),
    config: optional(anyMapping()),
    database: maybe(text()),
    schema: maybe(text()),
    loader: optional(text()),
    tables: optional(list(table())),
    overrides: optional(text()),
    ...sourceCommon(),
  });

const macro = () =>
  z.looseObject({
    ...described(),
    arguments: optional(
      list(z.looseObject({ name: text(), type: maybe(text()), description: optional(text()) })),
    ),
  });

/** By the section of a properties file whose entries they are for: they describe what is defined elsewhere. */
export const dbtSchemas = late({
  models: model,
  seeds: () => z.looseObject(tested()),
  snapshots: () => z.looseObject(tested()),
  analyses: () => z.looseObject({ ...described(), columns: optional(list(column())) }),
  sources: source,
  macros: macro,
  data_tests: () => z.looseObject(described()),
});
