import type { DbtOption } from './dbt-option.ts';

const idle = { idle: true, text: 'is accepted' } as const;

const projectOptions: readonly DbtOption[] = [
  {
    key: 'projectDir',
    names: '--project-dir',
    value: '<dir>',
    text: 'the project, or a folder inside it (default: this folder)',
  },
  {
    key: 'profilesDir',
    names: '--profiles-dir',
    value: '<dir>',
    text: 'the folder of profiles.yml (default: this folder, or ~/.dbt)',
  },
  { key: 'vars', names: '--vars', value: '<yaml>', text: "values for var(), as YAML: '{day: 2001-02-03}'" },
];
const targetPath: DbtOption = {
  key: 'targetPath',
  names: '--target-path',
  value: '<dir>',
  text: 'where artifacts and compiled SQL go (default: target)',
};
const threads: DbtOption = {
  key: 'threads',
  names: '--threads',
  value: '<n>',
  text: 'how many models run at the same time',
};
const sqlparse: DbtOption = { key: 'sqlparse', names: '--sqlparse', value: '<yaml>', ...idle };

const selectionOptions: readonly DbtOption[] = [
  {
    key: 'select',
    names: '-s, --select',
    value: '<words...>',
    also: ['-m', '--models', '--model'],
    text: 'what to work on: names, tag:…, path:…, config.…, with + for what is up or down of it',
  },
  { key: 'exclude', names: '--exclude', value: '<words...>', text: 'what to leave out of it' },
  { key: 'selector', names: '--selector', value: '<name>', text: 'a selection of selectors.yml' },
];
const resourceTypes: readonly DbtOption[] = [
  {
    key: 'resourceTypes',
    names: '--resource-type',
    value: '<words...>',
    also: ['--resource-types'],
    text: 'only these: model, seed, snapshot, source, test, unit_test, exposure, …',
  },
  {
    key: 'excludeResourceTypes',
    names: '--exclude-resource-type',
    value: '<words...>',
    also: ['--exclude-resource-types'],
    text: 'all but these',
  },
];
const fullRefresh: DbtOption = {
  key: 'fullRefresh',
  names: '-f, --full-refresh',
  text: 'makes incremental models anew instead of adding to them',
};
const reuse: DbtOption = {
  key: 'reuse',
  names: '--reuse',
  negatable: true,
  text: 'does again only what is not proven unchanged',
};
const storeFailures: DbtOption = {
  key: 'storeFailures',
  names: '--store-failures',
  text: 'keeps the failing rows of tests in tables',
};
const empty: DbtOption = {
  key: 'empty',
  names: '--empty',
  negatable: true,
  text: 'reads no row of anything',
};
const samples: readonly DbtOption[] = [
  {
    key: 'eventTimeStart',
    names: '--event-time-start',
    value: '<time>',
    text: 'of microbatch models: the first point in time',
  },
  {
    key: 'eventTimeEnd',
    names: '--event-time-end',
    value: '<time>',
    text: 'of microbatch models: the point in time up to which',
  },
  {
    key: 'sample',
    names: '--sample',
    value: '<time>',
    text: "reads only rows of a time: '3 days', or {'start': …, 'end': …}",
  },
];
const inline: DbtOption = {
  key: 'inline',
  names: '--inline',
  value: '<sql>',
  text: 'this SQL instead of the project’s',
};
const output: DbtOption = {
  key: 'output',
  names: '--output',
  value: '<format>',
  choices: ['json', 'text'],
  text: 'how it is printed',
};
const introspect: DbtOption = {
  key: 'introspect',
  names: '--introspect',
  negatable: true,
  ...idle,
};
const show: DbtOption = { key: 'show', names: '--show', text: 'prints some rows of each seed' };
const run = [...projectOptions, targetPath, threads, sqlparse, ...selectionOptions];

/** What each command takes beside the global options. */
export const commandOptions: Readonly<Record<string, readonly DbtOption[]>> = {
  build: [
    ...run,
    ...resourceTypes,
    fullRefresh,
    reuse,
    storeFailures,
    empty,
    ...samples,
    { ...show, ...idle },
    { key: 'exportSavedQueries', names: '--export-saved-queries', negatable: true, ...idle },
    { key: 'includeSavedQuery', names: '--include-saved-query', negatable: true, ...idle },
  ],
  run: [...run, fullRefresh, reuse, empty, ...samples],
  plan: [...run, ...resourceTypes, fullRefresh, reuse],
  test: [...run, ...resourceTypes, storeFailures],
  seed: [...run, fullRefresh, { ...show, ...idle }],
  snapshot: [...run, empty],
  compile: [
    ...run,
    fullRefresh,
    empty,
    inline,
    output,
    introspect,
    { key: 'injectEphemeralCtes', names: '--inject-ephemeral-ctes', negatable: true, ...idle },
  ],
  show: [
    ...run,
    fullRefresh,
    inline,
    output,
    introspect,
    { key: 'limit', names: '--limit', value: '<n>', text: 'how many rows; -1 for all (default: 5)' },
    {
      key: 'inlineDirect',
      names: '--inline-direct',
      value: '<sql>',
      text: 'this SQL as it is, without templates',
    },
  ],
  ls: [
    ...projectOptions,
    targetPath,
    { key: 'select', names: '-s, --select', value: '<words...>', text: selectionOptions[0]!.text },
    {
      key: 'models',
      names: '-m, --models',
      value: '<words...>',
      also: ['--model'],
      text: 'as --select, and of models only',
    },
    ...selectionOptions.slice(1),
    ...resourceTypes,
    {
      key: 'output',
      names: '--output',
      value: '<format>',
      choices: ['json', 'name', 'path', 'selector'],
      text: 'what is printed of each; selector is what --select takes (default: selector)',
    },
    {
      key: 'outputKeys',
      names: '--output-keys',
      value: '<words...>',
      text: 'with json: these keys of manifest.json, also deeper ones: config.materialized',
    },
  ],
  parse: [...projectOptions, targetPath, threads],
  clean: [
    ...projectOptions,
    targetPath,
    {
      key: 'cleanProjectFilesOnly',
      names: '--clean-project-files-only',
      negatable: true,
      text: 'whether what is outside of the project is left alone',
    },
  ],
  debug: [
    ...projectOptions,
    { key: 'connection', names: '--connection', text: 'only tries to open the warehouse' },
    { key: 'configDir', names: '--config-dir', text: 'only says where profiles.yml is' },
  ],
  deps: [
    ...projectOptions,
    { key: 'upgrade', names: '--upgrade', text: 'takes the newest versions that packages.yml allows' },
    { key: 'lock', names: '--lock', text: 'only writes package-lock.yml' },
    {
      key: 'addPackage',
      names: '--add-package',
      value: '<package>',
      text: 'writes a package to packages.yml first: dbt-labs/dbt_utils@1.3.0',
    },
    {
      key: 'source',
      names: '--source',
      value: '<kind>',
      choices: ['hub', 'git', 'local'],
      text: 'where --add-package takes it from (default: hub)',
    },
  ],
  retry: [...projectOptions, targetPath, threads, { ...fullRefresh, ...idle }],
  clone: [...run, ...resourceTypes, fullRefresh],
  'run-operation': [
    ...projectOptions,
    targetPath,
    threads,
    { key: 'args', names: '--args', value: '<yaml>', text: "the macro's arguments, as YAML: '{days: 3}'" },
  ],
  'docs generate': [
    ...run,
    { key: 'compile', names: '--compile', negatable: true, text: 'whether the project is compiled first' },
    { key: 'emptyCatalog', names: '--empty-catalog', text: 'asks the warehouse nothing' },
    { key: 'static', names: '--static', ...idle },
  ],
  'docs serve': [
    ...projectOptions,
    targetPath,
    { key: 'host', names: '--host', value: '<name>', ...idle },
    { key: 'port', names: '--port', value: '<n>', ...idle },
    { key: 'browser', names: '--browser', negatable: true, ...idle },
  ],
  'source freshness': [
    ...run,
    {
      key: 'output',
      names: '-o, --output',
      value: '<file>',
      text: 'where the results go (default: target/sources.json)',
    },
  ],
};
