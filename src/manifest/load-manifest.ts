import {
  collect,
  type Diagnostic,
  error,
  fail,
  type NodeId,
  ok,
  type Result,
  warning,
} from '../base/index.ts';
import type { ParsedFile, ParsedMacros, ParsedProperties, ParsedQuery, ParsedSeed } from '../parse/index.ts';
import type {
  ColumnProperties,
  NodeProperties,
  Project,
  SourceTableProperties,
  TestProperties,
} from '../project/index.ts';
import type { Value } from '../template/index.ts';
import { capturingMacros } from './capture.ts';
import { distinctTests } from './distinct-tests.ts';
import { duplicateNames, keyOf } from './duplicate-names.ts';
import { collectMacros } from './macros.ts';
import type { Manifest } from './manifest.ts';
import { Names } from './names.ts';
import type { BuildableNode, ManifestNode, SourceNode } from './nodes.ts';
import {
  type Draft,
  type DraftSettings,
  draftModel,
  draftSeed,
  draftSingularTest,
  nothingCaptured,
} from './query-nodes.ts';
import { sourceNodes } from './source-nodes.ts';
import type { TestSignature } from './test-arguments.ts';
import { type DeclaredTest, draftTest, type TestSettings } from './test-nodes.ts';

export interface ManifestRequest {
  readonly project: Project;
  readonly files: readonly ParsedFile[];
  /** What every template sees; see `projectGlobals`. */
  readonly globals: ReadonlyMap<string, Value>;
  /** The names of the materializations there are, and what the built-in tests take. */
  readonly materializations: ReadonlySet<string>;
  readonly tests: ReadonlyMap<string, TestSignature>;
}

export interface LoadedManifest {
  readonly manifest: Manifest;
  readonly warnings: readonly Diagnostic[];
}

/** Resolves every name of a project and inherits every config. Gives all errors there are, not only the first. */
export function loadManifest(request: ManifestRequest): Result<LoadedManifest> {
  const { project, files } = request;
  const properties = files.filter((file): file is ParsedProperties => file.kind === 'properties');
  const queries = files.filter((file): file is ParsedQuery => file.kind === 'model' || file.kind === 'test');
  const seeds = files.filter((file): file is ParsedSeed => file.kind === 'seed');
  const described = properties.flatMap((file) => file.properties.macros);
  const macros = collectMacros(
    files.filter((file): file is ParsedMacros => file.kind === 'macros'),
    new Map(described.map((macro) => [macro.name, macro])),
    project.name,
  );
  if (!macros.ok) return macros;
  const settings: TestSettings = {
    project,
    shared: request.globals,
    macros: macros.value,
    package: project.name,
    capturing: capturingMacros(macros.value),
    materializations: request.materializations,
    tests: request.tests,
  };

  const patches = collectPatches(properties);
  if (!patches.ok) return patches;
  const drafts = collect([
    ...queries.map((query) => draftQuery(query, patches.value, settings)),
    ...seeds.map((seed) => draftSeed(seed, patches.value.get(`seed ${seed.name}`)?.entry, settings)),
  ]);
  const sources = collect(
    properties.flatMap((file) =>
      file.properties.sources.map((source) => sourceNodes(source, foldersOf(file), settings)),
    ),
  );
  if (!drafts.ok || !sources.ok)
    return fail(...[drafts, sources].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  const nodes: Draft<ManifestNode>[] = [
    ...drafts.value,
    ...sources.value.flat().map((node) => ({ node, captured: nothingCaptured })),
  ];
  const duplicates = duplicateNames(nodes.map((draft) => draft.node));
  if (duplicates.length > 0) return fail(...duplicates);

  // Of two models of one name at most one is enabled: the tests are its.
  const byName = new Map<string, ManifestNode>();
  for (const { node } of nodes)
    if (node.config.enabled || !byName.has(keyOf(node))) byName.set(keyOf(node), node);
  const declared = declaredTests(properties, byName);
  const tests = collect(
    declared.tests.filter(({ on }) => on.config.enabled).map((test) => draftTest(test, settings)),
  );
  if (!tests.ok) return tests;
  const warnings = [...unusedPatches(patches.value, nodes), ...declared.warnings];
  const linked = link([...nodes, ...distinctTests(tests.value)], macros.value);
  return linked.ok
    ? ok({
        manifest: {
          project: { name: project.name, root: project.root },
          macros: macros.value,
          described: new Map(),
          disabledDescribed: [],
          groups: new Map(),
          docs: new Map(),
          ...linked.value,
        },
        warnings,
      })
    : linked;
}

const draftQuery = (
  query: ParsedQuery,
  patches: Patches,
  settings: DraftSettings,
): Result<Draft<ManifestNode>> =>
  query.kind === 'model'
    ? draftModel(query, patches.get(`model ${query.name}`)?.entry, settings)
    : draftSingularTest(query, patches.get(`test ${query.name}`)?.entry, settings);

type Patches = ReadonlyMap<string, { readonly entry: NodeProperties; readonly kind: string }>;

/** What properties files say of models, seeds and singular tests, by kind and name; said twice is an error. */
function collectPatches(files: readonly ParsedProperties[]): Result<Patches> {
  const patches = new Map<string, { entry: NodeProperties; kind: string }>();
  const diagnostics: Diagnostic[] = [];
  for (const { properties } of files) {
    for (const [kind, entries] of [
      ['model', properties.models],
      ['seed', properties.seeds],
      ['test', properties.tests],
    ] as const) {
      for (const entry of entries) {
        const key = `${kind} ${entry.name}`;
        const known = patches.get(key);
        if (known === undefined) patches.set(key, { entry, kind });
        else {
          diagnostics.push(
            error('A2022', `the ${kind} '${entry.name}' is described twice`, {
              location: entry.locate(),
              related: [{ message: 'the other place', location: known.entry.locate() }],
              hint: 'put both into one entry',
            }),
          );
        }
      }
    }
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok(patches);
}

function unusedPatches(patches: Patches, drafts: readonly Draft<ManifestNode>[]): Diagnostic[] {
  const known = new Set(drafts.map(({ node }) => `${node.resource} ${node.name}`));
  return [...patches]
    .filter(([key]) => !known.has(key))
    .map(([, { entry, kind }]) =>
      warning('A2035', `there is no ${kind} '${entry.name}'`, {
        location: entry.locate(),
        hint: 'its descriptions and tests are ignored',
      }),
    );
}

const foldersOf = (file: ParsedProperties): readonly string[] =>
  file.file.path
    .slice(file.file.resourcePath.length + 1)
    .split('/')
    .slice(0, -1);

/** As tests name a column: quoted if its properties say so, as in dbt. */
const columnOf = ({ name, quote }: ColumnProperties): string =>
  quote === true ? `"${name.replaceAll('"', '""')}"` : name;

/** Every generic test that the properties files declare. */
function declaredTests(files: readonly ParsedProperties[], nodes: ReadonlyMap<string, ManifestNode>) {
  const tests: DeclaredTest[] = [];
  const warnings: Diagnostic[] = [];
  const add = (
    key: string,
    entry: { tests: readonly TestProperties[]; columns: readonly ColumnProperties[] },
    from: Pick<DeclaredTest, 'file' | 'folders'>,
  ) => {
    const on = nodes.get(key) as BuildableNode | SourceNode | undefined;
    if (on === undefined) return;
    for (const properties of entry.tests) tests.push({ properties, on, ...from });
    for (const column of entry.columns) {
      for (const properties of column.tests)
        tests.push({ properties, on, column: columnOf(column), ...from });
    }
  };
  for (const parsed of files) {
    const { properties } = parsed;
    const from = { file: parsed.file.path, folders: foldersOf(parsed) };
    for (const entry of properties.models) add(`model ${entry.name}`, entry, from);
    for (const entry of properties.seeds) add(`seed ${entry.name}`, entry, from);
    for (const source of properties.sources) {
      for (const table of source.tables as readonly SourceTableProperties[])
        add(`source ${source.name}.${table.name}`, table, from);
    }
  }
  return { tests, warnings };
}

/** Turns names into edges, and sets the disabled nodes apart. */
function link(
  drafts: readonly Draft<ManifestNode>[],
  macros: Manifest['macros'],
): Result<Pick<Manifest, 'nodes' | 'disabled'>> {
  const enabled = drafts.filter(({ node }) => node.config.enabled);
  const disabled = drafts.filter(({ node }) => !node.config.enabled).map(({ node }) => node);
  const names = new Names(
    enabled.map(({ node }) => node),
    disabled,
  );
  const diagnostics: Diagnostic[] = [];
  const nodes = new Map<NodeId, ManifestNode>();
  for (const { node, captured } of enabled) {
    const resolved = names.resolve(captured.refs, captured.sources);
    if (
      resolved.diagnostics.length > 0 &&
      node.resource === 'test' &&
      resolved.diagnostics.every(({ code }) => code === 'A2016')
    ) {
      disabled.push(node); // as in dbt, a test over something disabled is off with it
      continue;
    }
    diagnostics.push(...resolved.diagnostics.map((diagnostic) => atNode(diagnostic, node)));
    nodes.set(node.id, {
      ...node,
      dependsOn: {
        nodes: [...new Set([...node.dependsOn.nodes, ...resolved.nodes])],
        macros: captured.macros.map((name) => macros.find(name, node.package)!.id),
      },
    });
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok({ nodes, disabled });
}

/** An argument of a test is a template without a file: its errors are where the test is declared. */
const atNode = (diagnostic: Diagnostic, node: ManifestNode): Diagnostic =>
  diagnostic.location === undefined || diagnostic.location.file === ''
    ? { ...diagnostic, location: node.locate() }
    : diagnostic;
