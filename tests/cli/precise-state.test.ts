import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareRules } from '../../src/cli/artifacts/precise-state.ts';
import { openProject } from '../../src/cli/open/open-project.ts';
import { manifestNow } from '../../src/cli/select/earlier-run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { compareManifests } from '../../src/graph/index.ts';
import type { StateWord } from '../../src/graph/selection/request.ts';

const project = {
  'project.yml': `name: shop
vars: { rate: 2, day: '2001-02-03', kind: view, deep: { a: 1, b: [1, 2] } }
models:
  shop:
    gold: { +materialized: "{{ env_var('GOLD_AS', 'table') }}", +tags: [nightly] }
targets:
  dev: { path: dev.duckdb }
  prod: { path: /data/prod.duckdb, schema: gold }
`,
  'macros/money.sql': `{% set factor = 100 %}
{% macro cents(column) %}{{ scaled(column) }} * {{ factor }}{% endmacro %}
{% macro scaled(x) %}round({{ x }}, 2){% endmacro %}
{% macro nobody() %}{{ env_var('NOBODY', '') }}{% endmacro %}
{% macro handed(how) %}{{ how('a') }}{% endmacro %}
{% macro quoted(text) %}'{{ text }}'{% endmacro %}
`,
  'macros/rates.sql': "{% macro rate() %}{{ var('rate') }}{% endmacro %}\n",
  'models/orders.sql': "select id, {{ cents('amount') }} as cents from {{ source('files', 'orders') }}\n",
  'models/rated.sql': "select cents * {{ rate() }} as rated from {{ ref('orders') }}\n",
  'models/handing.sql': 'select {{ handed(quoted) }} as x\n',
  'models/dated.sql': `{{ config(materialized='incremental', unique_key='id') }}
select 1 as id, '{{ env_var("COLOUR", "red") }}' as colour
{% if is_incremental() %} where '{{ var('day') }}' > '2000-01-01' {% endif %}
-- {% if target.name == 'dev' %}
limit 10
-- {% endif %}
`,
  'models/aware.sql': `{{ config(materialized=('table' if target.name == 'prod' else 'view')) }}
select '{{ target.name }}' as target, '{{ target.path }}' as path, '{{ invocation_id }}' as run
`,
  'models/kinds.sql': "{{ config(materialized=var('kind')) }}\nselect {{ var('deep').a }} as a\n",
  'models/gold/report.sql': "select 'a  b' as text, x.* -- all of it\nfrom {{ ref('orders') }} as x\n",
  'models/shop.yml': `sources:
  - name: files
    tables: [{ name: orders, files: orders.csv }]
models:
  - name: orders
    description: what came
    config: { meta: { owner: ann }, schema: "x_{{ target.name }}" }
    columns:
      - name: id
        data_tests:
          - not_null
          - accepted_range: { min: 0, max: "{{ env_var('MOST', '5') }}" }
          - at_least: { than: "{{ var('rate') }}" }
`,
  'tests/generic/at_least.sql':
    '{% test at_least(model, column_name, than) %}select * from {{ model }} where {{ column_name }} < {{ than }}{% endtest %}\n',
  'tests/none.sql': "select * from {{ ref('orders') }} where id < {{ var('rate') }}\n",
  'seeds/small.csv': 'id\n1\n',
  'orders.csv': 'id,amount\n1,4\n',
};

type Files = Readonly<Record<string, string | null>>;

interface Edit {
  readonly files?: Files;
  readonly env?: Record<string, string>;
  readonly vars?: string;
  readonly target?: string;
}

async function opened({ files = {}, env = {}, vars, target = 'dev' }: Edit = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-precise-'));
  try {
    for (const [name, text] of Object.entries({ ...project, ...files })) {
      if (text === null) continue;
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    const terminal = { cwd: dir, env } as unknown as Terminal;
    const read = await openProject({ target, ...(vars !== undefined && { vars }) }, terminal);
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    return read.value;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The names of what is selected after an edit; before it is the project as above, or another one. */
async function selected(word: StateWord, edit: Edit, before: Edit = {}): Promise<readonly string[]> {
  const earlier = manifestNow(await opened(before));
  const now = await opened(edit);
  const comparison = compareManifests(earlier, manifestNow(now), compareRules(now, earlier));
  const nodes = [...now.manifest.nodes.values()].filter(({ id }) => comparison.is(word, id));
  return nodes.map(({ name }) => name).sort();
}

const changed = (file: keyof typeof project, text: string, by: string): Edit => {
  expect(project[file]).toContain(text);
  return { files: { [file]: project[file].replace(text, () => by) } };
};

const atLeast = 'at_least_orders_id___var_rate_';
const report = 'models/gold/report.sql';

const unmodified: Readonly<Record<string, Edit>> = {
  'nothing at all': {},
  'another folder and another run': {},
  'another target, with other names and paths (10343, 9563, 9564)': { target: 'prod' },
  'a SQL comment': changed(report, '-- all of it', '-- everything\n/* and more */'),
  'a Jinja comment (8884)': changed(report, 'select', '{# all #}select'),
  'spaces and line breaks': changed(
    report,
    "select 'a  b' as text, x.*",
    "\n\nselect\n   'a  b'   as text,\n x . *",
  ),
  "Windows' line ends": changed(report, '\nfrom', '\r\nfrom'),
  'spaces inside a tag': changed(report, "{{ ref('orders') }}", '{{  ref( "orders" )  }}'),
  'the case of keywords': changed(report, 'select', 'SELECT'),
  'a comment and spaces in a macro': changed(
    'macros/money.sql',
    '* {{ factor }}',
    '*  {{factor}} {# a hundred #} -- cents\n',
  ),
  'a macro that nothing calls': changed('macros/money.sql', "'NOBODY', ''", "'NOBODY', 'x'"),
  'a new macro': { files: { 'macros/fresh.sql': '{% macro fresh() %}1{% endmacro %}' } },
  'macros move to another file': {
    files: { 'macros/rates.sql': null, 'macros/all.sql': `\n${project['macros/rates.sql']}` },
  },
  'a var that nothing reads': { vars: '{other: 1}' },
  'a var as what it is anyway': { vars: '{rate: 2}' },
  'the order of a var': { vars: '{deep: {b: [1, 2], a: 1}}' },
  'an environment variable that nothing uses': { env: { NOBODY: 'x', OTHER: 'y' } },
  'an environment variable as its default': { env: { COLOUR: 'red', MOST: '5', GOLD_AS: 'table' } },
  'the order of YAML': changed(
    'models/shop.yml',
    '    description: what came\n    config: { meta: { owner: ann }, schema: "x_{{ target.name }}" }\n',
    '    config: { schema: "x_{{ target.name }}", meta: { owner: ann } }\n    description: what came\n',
  ),
  'the order of arguments of a test': changed(
    'models/shop.yml',
    "{ min: 0, max: \"{{ env_var('MOST', '5') }}\" }",
    "{ max: \"{{ env_var('MOST', '5') }}\", min: 0 }",
  ),
  'a comment in YAML': changed('models/shop.yml', 'models:', '# ours\nmodels:'),
  'a description': changed('models/shop.yml', 'what came', 'what was sent'),
  'tags in project.yml': changed('project.yml', '[nightly]', '[hourly]'),
  'a config in the file, written otherwise': changed(
    'models/dated.sql',
    "materialized='incremental', unique_key='id'",
    'unique_key="id",\n  materialized = "incremental"',
  ),
  'a config moves from the file to properties': {
    files: {
      'models/dated.sql': project['models/dated.sql'].replace("unique_key='id'", ''),
      'models/dated.yml': 'models: [{ name: dated, config: { unique_key: id } }]\n',
    },
  },
};

const modified: Readonly<Record<string, readonly [Edit, readonly string[], StateWord?]>> = {
  'a body': [changed(report, 'x.*', 'x.id'), ['report'], 'modified.body'],
  'spaces in a text of SQL': [changed(report, "'a  b'", "'a b'"), ['report'], 'modified.body'],
  'what stands behind a condition in a comment': [
    changed('models/dated.sql', 'limit 10', 'limit 20'),
    ['dated'],
    'modified.body',
  ],
  'a condition in a comment': [
    changed('models/dated.sql', "target.name == 'dev'", "target.name == 'test'"),
    ['dated'],
    'modified.body',
  ],
  'a word that is joined with what a tag gives': [
    { files: { 'models/kinds.sql': project['models/kinds.sql'].replace('}} as a', '}}1 as a') } },
    ['kinds'],
    'modified.body',
  ],
  'a var that a macro reads (4304)': [{ vars: '{rate: 3}' }, [atLeast, 'none', 'rated'], 'modified.vars'],
  'a var in project.yml (10334)': [
    changed('project.yml', 'rate: 2', 'rate: 3'),
    [atLeast, 'none', 'rated'],
    'modified.vars',
  ],
  'a var that a branch reads which adds rows': [{ vars: "{day: '2002-02-02'}" }, ['dated'], 'modified.vars'],
  'a var that a config reads': [{ vars: '{kind: table}' }, ['kinds']],
  'a part of a var': [{ vars: '{deep: {a: 2, b: [1, 2]}}' }, ['kinds'], 'modified.vars'],
  'an environment variable that a body reads (4304)': [
    { env: { COLOUR: 'blue' } },
    ['dated'],
    'modified.vars',
  ],
  'an environment variable that project.yml reads': [
    { env: { GOLD_AS: 'view' } },
    ['report'],
    'modified.vars',
  ],
  'an environment variable that a test reads': [
    { env: { MOST: '6' } },
    ['accepted_range_orders_id___env_var_MOST_5___0'],
    'modified.vars',
  ],
  'a macro': [changed('macros/money.sql', '* {{ factor }}', '+ {{ factor }}'), ['orders'], 'modified.macros'],
  'a macro of a macro': [changed('macros/money.sql', ', 2)', ', 3)'), ['orders'], 'modified.macros'],
  'a macro that is handed on (8526)': [
    changed('macros/money.sql', "'{{ text }}'", "'{{ text }}!'"),
    ['handing'],
    'modified.macros',
  ],
  'what a file sets for its macros': [
    changed('macros/money.sql', 'factor = 100', 'factor = 10'),
    ['handing', 'orders'],
    'modified.macros',
  ],
  'the macro of a test': [changed('tests/generic/at_least.sql', '<', '<='), [atLeast], 'modified.macros'],
  'a config in project.yml': [
    changed('project.yml', '+tags: [nightly]', '+tags: [nightly], +on_schema_change: fail'),
    ['report'],
    'modified.configs',
  ],
  'a config in the file': [
    changed('models/dated.sql', "'incremental', unique_key='id'", "'table'"),
    ['dated'],
    'modified.configs',
  ],
  'a template in a config': [
    changed('models/aware.sql', "target.name == 'prod'", "target.name != 'dev'"),
    ['aware'],
    'modified.configs',
  ],
  'the schema by a template': [changed('models/shop.yml', 'x_{{', 'y_{{'), ['orders'], 'modified.relation'],
  'the rows of a seed': [{ files: { 'seeds/small.csv': 'id\n2\n' } }, ['small'], 'modified.body'],
  'the options of a source': [
    changed('models/shop.yml', 'files: orders.csv', 'files: orders.csv, options: { skip: 0 }'),
    ['orders'],
  ],
  'a new source (8727)': [
    changed(
      'models/shop.yml',
      'files: orders.csv }',
      'files: orders.csv }, { name: fresh, files: orders.csv }',
    ),
    ['fresh'],
  ],
  'a new model': [{ files: { 'models/fresh.sql': 'select 1 as id\n' } }, ['fresh'], 'new'],
};

describe('state: in native projects tells what means another thing', () => {
  it.each(Object.entries(unmodified))('and passes over %s', async (_, edit) => {
    const before = edit === unmodified['an environment variable as its default'] ? {} : undefined;
    expect(await selected('modified', edit, before)).toEqual([]);
  });

  it.each(Object.entries(modified))('and finds %s', async (_, [edit, names, word]) => {
    expect(await selected('modified', edit)).toEqual(names);
    if (word !== undefined) expect(await selected(word, edit)).toEqual(names);
  });

  it('and finds another row in a large seed (2927, 7117)', async () => {
    const rows = Array.from({ length: 150_000 }, (_, id) => `${id},1000\n`).join('');
    const large = (text: string): Edit => ({ files: { 'seeds/large.csv': `id,amount\n${text}` } });
    expect(await selected('modified', large(rows), large(rows))).toEqual([]);
    expect(await selected('modified.body', large(rows.replace('7,1000', '7,1001')), large(rows))).toEqual([
      'large',
    ]);
  });

  it('and passes over an environment variable that is gone, where it was the default', async () => {
    expect(await selected('modified', {}, { env: { COLOUR: 'red' } })).toEqual([]);
    expect(await selected('modified', {}, { env: { COLOUR: 'blue' } })).toEqual(['dated']);
  });

  it('and tells no value of the environment', async () => {
    const manifest = JSON.stringify(manifestNow(await opened({ env: { COLOUR: 'a-secret', MOST: '7' } })));
    expect(manifest).not.toContain('a-secret');
  });

  it('and says so where the earlier manifest has no vars', async () => {
    const earlier = { ...manifestNow(await opened()), metadata: { env: {} } };
    const now = await opened({ vars: '{rate: 3}' });
    const comparison = compareManifests(earlier, manifestNow(now), compareRules(now, earlier));
    expect(comparison.told!('modified').map(({ code }) => code)).toEqual(['A2124']);
    expect([...now.manifest.nodes.keys()].filter((id) => comparison.is('modified', id))).toEqual([]);
  });
});
