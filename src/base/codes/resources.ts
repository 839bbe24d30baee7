import type { CodeText } from './code-text.ts';

/** A23xx: what dbt projects have beside models, seeds, sources and data tests. */
export const resources = {
  A2301: {
    title: 'Two resources of one name',
    explanation:
      'Two exposures, groups, metrics, semantic models, saved queries, unit tests of a model, or docs blocks of one package have the same name. Rename one of them.',
  },
  A2302: {
    title: 'Unknown docs block',
    explanation:
      'A description names a docs block with doc() that is in no Markdown file below the docs paths. A block starts with {% docs its_name %} and ends with {% enddocs %}; that of a package is doc("package", "name").',
  },
  A2303: {
    title: 'What a resource is about',
    explanation:
      'depends_on of an exposure lists ref(…), source(…) and metric(…), each with names in quotes; model of a semantic model is one ref(…).',
  },
  A2304: {
    title: 'Unknown metric',
    explanation:
      'A metric, saved query or exposure names a metric that the project does not have, or one that is disabled. Metrics are declared under metrics: in a properties file, or made of a measure with create_metric: true.',
  },
  A2305: {
    title: 'Unknown measure',
    explanation:
      'A metric names a measure that no semantic model has, or one of a disabled semantic model. Measures are declared under measures: of a semantic model; their names are unique in the whole project.',
  },
  A2306: {
    title: 'Metric without its inputs',
    explanation:
      'Each type of metric is made of other things: simple and cumulative ones of a measure, ratio ones of a numerator and a denominator, derived ones of metrics, conversion ones of conversion_type_params.',
  },
  A2307: {
    title: 'Semantic layer',
    explanation:
      'The semantic models and metrics of the project do not fit together, or break a rule that dbt checks when it parses them. The message says which. Nothing is calculated from them here; they are checked so that what reads the manifest can rely on it.',
  },
  A2308: {
    title: 'Time spine is missing',
    explanation:
      'A project with semantic models needs a model with one row a day (or finer): a model with time_spine: in its properties whose standard_granularity_column has a granularity, or a model called metricflow_time_spine.',
  },
  A2309: {
    title: 'Unknown group',
    explanation:
      'A resource says that it belongs to a group that is not declared under groups: in any properties file.',
  },
  A2310: {
    title: 'Model of a unit test',
    explanation:
      'A unit test names a model that its package does not have, or a version that the model does not have. model: is the name of a model; versions: says which of its versions are tested.',
  },
  A2311: {
    title: 'Input of a unit test',
    explanation:
      "An input of a unit test is ref('…') of a model, seed or snapshot, source('…', '…'), or this, and the tested project has it.",
  },
  A2312: {
    title: 'Rows of a unit test',
    explanation:
      'Rows are given as format: says: dict is a list of mappings, csv a text or a fixture file with a line of column names, sql a text or a fixture file with a query. A seed may be given without rows: they are those of its file.',
  },
  A2313: {
    title: 'Unknown fixture',
    explanation:
      'A unit test takes its rows from a fixture that is not there. Fixtures are .csv and .sql files in the folder fixtures below the test paths, named without their ending.',
  },
  A2314: {
    title: 'Unit test of an incremental model',
    explanation:
      'Whether is_incremental() is true in a unit test must be said: overrides: macros: is_incremental: true or false. If it is true the rows of the model itself are an input too: input: this.',
  },
  A2315: {
    title: 'Snapshot config',
    explanation:
      "A snapshot needs a strategy and a unique_key; the strategy timestamp needs updated_at, the strategy check needs check_cols, which is 'all' or a list of columns.",
  },
  A2316: {
    title: 'Unit test without a row free of nulls',
    explanation:
      'The types of columns come from the first rows of a unit test. Where every row has a null somewhere they can come out other than expected; give one row with a value in each column.',
  },
  A2317: {
    title: 'Name of an exposure',
    explanation:
      'The name of an exposure is made of letters, digits, underscores and dashes. What people read is its label.',
  },
} as const satisfies Record<string, CodeText>;
