import { type Location, SourceText } from '../../../src/base/index.ts';
import {
  type MacroEntry,
  MacroLookup,
  type Manifest,
  type ModelNode,
  type SeedNode,
  type SourceNode,
  type TestNode,
} from '../../../src/manifest/index.ts';
import type { Template } from '../../../src/template/index.ts';

const template = (file: string, text: string): Template => ({
  source: new SourceText(file, text),
  definitions: [],
  calls: [],
  macroCalls: [],
  names: new Set(),
  objects: new Set(),
  values: new Set(),
  isStatic: false,
});

const at = (file: string) => (): Location => ({ file });
const shared = { enabled: true, tags: [], meta: {} };
const hooks = { preHooks: [], postHooks: [] };

const carriers: SeedNode = {
  id: 'seed.flights.carriers',
  resource: 'seed',
  name: 'carriers',
  package: 'flights',
  packageRoot: '/flights',
  path: 'seeds/carriers.csv',
  fqn: ['flights', 'carriers'],
  description: '',
  locate: at('seeds/carriers.csv'),
  dependsOn: { nodes: [], macros: [] },
  unrenderedConfig: () => ({}),
  config: {
    ...shared,
    ...hooks,
    columnTypes: { code: 'varchar' },
    delimiter: ',',
    quoteColumns: false,
    raw: {},
  },
  columns: [],
  relation: { schema: 'dev', identifier: 'carriers' },
  checksum: '00',
  fileHash: '00',
};

const raw: SourceNode = {
  id: 'source.flights.raw.flights',
  resource: 'source',
  name: 'flights',
  package: 'flights',
  packageRoot: '/flights',
  path: 'models/bronze/bronze.yml',
  fqn: ['flights', 'bronze', 'raw', 'flights'],
  description: 'as delivered',
  locate: at('models/bronze/bronze.yml'),
  dependsOn: { nodes: [], macros: [] },
  unrenderedConfig: () => ({}),
  sourceName: 'raw',
  sourceDescription: '',
  config: { ...shared, raw: {} },
  columns: [],
  from: {
    kind: 'files',
    paths: ['data/flights-*.parquet'],
    format: { format: 'parquet', options: {}, columns: [] },
  },
  loader: 'scp',
};

const routes: ModelNode = {
  id: 'model.flights.routes',
  resource: 'model',
  name: 'routes',
  package: 'flights',
  packageRoot: '/flights',
  path: 'models/gold/routes.sql',
  fqn: ['flights', 'gold', 'routes'],
  description: 'one row a route',
  locate: at('models/gold/routes.sql'),
  dependsOn: { nodes: [raw.id, carriers.id], macros: ['macro.flights.cents'] },
  unrenderedConfig: () => ({
    materialized: 'incremental',
    tags: 'daily',
    limit: 3n,
    unique_key: ['origin', 'destination'],
  }),
  config: {
    ...shared,
    tags: ['daily'],
    meta: { owner: 'ops' },
    schema: 'gold',
    preHooks: [{ sql: 'select 1', transaction: true, locate: () => ({ file: 'models/a.sql' }) }],
    postHooks: [{ sql: 'checkpoint', transaction: false, locate: () => ({ file: 'models/a.sql' }) }],
    fullRefresh: false,
    materialized: 'incremental',
    uniqueKey: ['origin', 'destination'],
    incrementalStrategy: 'delete+insert',
    onSchemaChange: 'append_new_columns',
    format: 'table',
    partitionBy: [],
    raw: { materialized: 'incremental', tags: 'daily', limit: 3n, unique_key: ['origin', 'destination'] },
  },
  columns: [
    { name: 'origin', description: 'where from', dataType: 'varchar', tags: ['key'], meta: { pii: false } },
  ],
  template: template('models/gold/routes.sql', "select * from {{ source('raw', 'flights') }}"),
  relation: { schema: 'dev_gold', identifier: 'routes' },
  checksum: '11',
  patchPath: 'models/gold/gold.yml',
  language: 'sql',
  access: 'protected',
  contract: { enforced: false, aliasTypes: true },
  constraints: [],
  docs: { show: true },
  primaryKey: [],
};

const testConfig = {
  ...shared,
  severity: 'error',
  warnIf: '!= 0',
  errorIf: '!= 0',
  failCalc: 'count(*)',
  storeFailures: false,
  raw: {},
} as const;

const range: TestNode = {
  id: 'test.flights.accepted_range_routes_flights__0.0a1b2c3d4e',
  resource: 'test',
  name: 'accepted_range_routes_flights__0',
  package: 'flights',
  packageRoot: '/flights',
  path: 'models/gold/gold.yml',
  fqn: ['flights', 'gold', 'accepted_range_routes_flights__0'],
  description: '',
  locate: at('models/gold/gold.yml'),
  dependsOn: { nodes: [routes.id], macros: [] },
  unrenderedConfig: () => ({}),
  storedIn: { schema: 'dev_dbt_test__audit', identifier: 'accepted_range_routes_flights__0' },
  config: { ...testConfig, where: 'day > current_date - 3', limit: 10 },
  test: {
    kind: 'generic',
    name: 'accepted_range',
    arguments: { min_value: 0 },
    column: 'flights',
    attachedTo: routes.id,
  },
};

const ofSource: TestNode = {
  ...range,
  id: 'test.flights.source_not_null_raw_flights_date.1a1b2c3d4e',
  name: 'source_not_null_raw_flights_date',
  dependsOn: { nodes: [raw.id], macros: [] },
  unrenderedConfig: () => ({}),
  config: testConfig,
  test: {
    kind: 'generic',
    name: 'not_null',
    namespace: 'own',
    arguments: {},
    column: 'date',
    attachedTo: raw.id,
  },
};

const singular: TestNode = {
  ...range,
  id: 'test.flights.no_flight_lands_early',
  name: 'no_flight_lands_early',
  path: 'tests/data/no_flight_lands_early.sql',
  fqn: ['flights', 'data', 'no_flight_lands_early'],
  config: { ...testConfig, severity: 'warn', storeFailures: true },
  test: {
    kind: 'singular',
    template: template(
      'tests/data/no_flight_lands_early.sql',
      "select * from {{ ref('routes') }} where false",
    ),
  },
};

const macroText = '{% macro cents(x) %}{{ x }}/100{% endmacro %}\n';
const cents: MacroEntry = {
  id: 'macro.flights.cents',
  name: 'cents',
  package: 'flights',
  path: 'macros/cents.sql',
  kind: 'macro',
  template: template('macros/cents.sql', macroText),
  definition: {
    kind: 'macro',
    name: 'cents',
    params: [],
    start: 0,
    end: macroText.length - 1,
    bodyStart: 20,
    bodyEnd: 31,
    nameStart: 9,
    nameEnd: 14,
  },
  locate: at('macros/cents.sql'),
  description: '',
};

/** One node of every kind, and one that is disabled. */
export const smallProject: Manifest = {
  project: { name: 'flights', root: '/flights' },
  nodes: new Map([carriers, raw, routes, range, ofSource, singular].map((node) => [node.id, node])),
  macros: new MacroLookup([cents], { root: 'flights' }),
  described: new Map(),
  disabledDescribed: [],
  groups: new Map(),
  docs: new Map(),
  disabled: [{ ...carriers, id: 'seed.flights.old', name: 'old' }],
};
