import { collect, type Diagnostic, fail, ok, type Result } from '../base/index.ts';
import type { ParsedFile } from '../parse/index.ts';
import type { Project, ProjectPackage } from '../project/index.ts';
import type { Value } from '../template/index.ts';
import { capturingMacros } from './capture.ts';
import { checkMacros } from './checks/macros.ts';
import { complete } from './complete.ts';
import { declaredTests } from './declared-tests.ts';
import { describeMacros } from './documentation/describe-macros.ts';
import { collectDocsBlocks, type DocsBlocks } from './documentation/docs-blocks.ts';
import { AlikeTests } from './drafts/alike-tests.ts';
import { distinctTests, sameTests } from './drafts/distinct-tests.ts';
import { draftTest } from './drafts/generic-test.ts';
import type { TestSignature } from './drafts/test-arguments.ts';
import type { TestSettings } from './drafts/test-settings.ts';
import { duplicateNames } from './duplicate-names.ts';
import { duplicateResources } from './duplicate-resources.ts';
import { GeneratedNames } from './generated-names.ts';
import { link } from './link.ts';
import { MacroLookup } from './macro-lookup.ts';
import { collectMacros, type PackageMacros } from './macros.ts';
import type { Manifest } from './manifest.ts';
import type { Names } from './names.ts';
import { draftNodes } from './node-drafts.ts';
import { type PackageFiles, type PackageSources, sortFiles } from './package-sources.ts';
import type { ParsingValues } from './parsing/parsing-values.ts';
import { SilentMacros } from './parsing/silent-macros.ts';
import { collectPatches, type DescribedKind } from './patches.ts';
import { varsOf } from './project-globals.ts';
import { collectOverrides } from './source-overrides.ts';
import { writtenEntries } from './written-entries.ts';

export interface ManifestRequest {
  readonly project: Project;
  readonly files: readonly ParsedFile[];
  /** The installed packages with their files. */
  readonly packages?: readonly PackageFiles[];
  /** The macros that are built in, by the name of their package; of two the first counts. */
  readonly builtIn?: readonly Omit<PackageMacros, 'described'>[];
  /** What every template of a package sees; see `packageGlobals`. */
  readonly globals: (owner: ProjectPackage) => ReadonlyMap<string, Value>;
  /** What templates see besides that where they are rendered while parsing. */
  readonly parsingValues?: ParsingValues;
  /** The names of the materializations there are, where they are not macros; and what the built-in tests take. */
  readonly materializations: ReadonlySet<string>;
  readonly tests: ReadonlyMap<string, TestSignature>;
  /** Epoch milliseconds, to tell what is past its date. */
  readonly now?: number;
}

/** What native projects do not have. */
const nothingElse = {
  described: new Map(),
  disabledDescribed: [],
  groups: new Map(),
  docs: new Map(),
};

/** Native projects have nothing but models, seeds, sources and tests. */
const describedKinds = ({ dialect }: Project): readonly DescribedKind[] =>
  dialect === 'native' ? ['model', 'seed', 'test'] : ['model', 'seed', 'snapshot', 'test', 'analysis'];

export interface LoadedManifest {
  readonly manifest: Manifest;
  readonly names: Names;
  readonly warnings: readonly Diagnostic[];
}

/** Resolves every name of a project and inherits every config. Gives all errors there are, not only the first. */
export function loadManifest(request: ManifestRequest): Result<LoadedManifest> {
  const { project } = request;
  const packages = [{ package: project, files: request.files }, ...(request.packages ?? [])].map(sortFiles);
  const docs = project.dialect === 'dbt' ? collectDocsBlocks(packages, project.name) : ok(undefined);
  if (!docs.ok) return docs;
  const macros = readMacros(packages, docs.value, request);
  if (!macros.ok) return macros;
  const ofMacros = isRendered(project) ? checkMacros(packages, macros.value) : [];
  if (ofMacros.some(isError)) return fail(...ofMacros.filter(isError));
  const settingsOf = settingsFor(request, macros.value);
  const patches = collectPatches(packages, describedKinds(project));
  if (!patches.ok) return patches;
  const overrides = collectOverrides(packages);
  if (!overrides.ok) return overrides;
  const drafted = collect(
    packages.map((sources) =>
      draftNodes(sources, patches.value, overrides.value, settingsOf(sources.package)),
    ),
  );
  if (!drafted.ok) return drafted;
  const nodes = drafted.value.flatMap((each) => each.drafts);
  const duplicates = (project.dialect === 'dbt' ? duplicateResources : duplicateNames)(
    nodes.map(({ node }) => node),
    project.flags,
  );
  if (duplicates.some(isError)) return fail(...duplicates.filter(isError));

  const declared = declaredTests(packages, patches.value, drafted.value, isRendered(project));
  const tests = collect(
    declared
      .filter(({ test: { on } }) => isRendered(project) || (on.resource !== 'missing' && on.config.enabled))
      .map(({ test, owner }) => draftTest(test, settingsOf(owner))),
  );
  if (!tests.ok) return tests;
  const twice = isRendered(project) ? sameTests(tests.value) : [];
  if (twice.length > 0) return fail(...twice);
  const linked = link([...nodes, ...distinctTests(tests.value)], project);
  if (!linked.ok) return linked;
  const { names, warnings, nodes: all, disabled } = linked.value;
  const common = { project: { name: project.name, root: project.root }, macros: macros.value };
  const soFar = [
    ...ofMacros,
    ...duplicates,
    ...patches.value.warnings,
    ...overrides.value.unused(),
    ...warnings,
  ];
  if (docs.value === undefined)
    return ok({ manifest: { ...common, ...nothingElse, nodes: all, disabled }, names, warnings: soFar });
  const entries = writtenEntries(drafted.value);
  const completed = complete(
    packages,
    { ...linked.value, entries },
    docs.value,
    settingsOf,
    request.now ?? Date.now(),
  );
  if (!completed.ok) return completed;
  const { warnings: further, ...parts } = completed.value;
  return ok({
    manifest: { ...common, ...parts, docs: docs.value.byId },
    names,
    warnings: [...soFar, ...further],
  });
}

/** The macros of a project alone, of the files that have or describe some. */
export const loadMacros = (request: ManifestRequest): Result<MacroLookup> =>
  readMacros([sortFiles({ package: request.project, files: request.files })], undefined, request);

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** Whether templates are rendered while parsing, tests and materializations are macros, and macros override functions. */
const isRendered = ({ policies }: Project): boolean => policies.capture === 'rendered';

function readMacros(
  packages: readonly PackageSources[],
  docs: DocsBlocks | undefined,
  request: ManifestRequest,
): Result<MacroLookup> {
  const { project, builtIn = [] } = request;
  const own = collect(
    packages.map(({ package: owner, macros, properties }) => {
      const given = properties.flatMap((file) => file.properties.macros);
      const described =
        docs === undefined
          ? ok(new Map(given.map((macro) => [macro.name, macro])))
          : describeMacros(given, { docs, shared: request.globals(owner), package: owner.name });
      return described.ok
        ? ok({ package: owner.name, files: macros, described: described.value })
        : described;
    }),
  );
  if (!own.ok) return own;
  const rendered = isRendered(project);
  return collectMacros(
    [...own.value, ...builtIn.map((each) => ({ ...each, described: new Map() }))],
    {
      root: project.name,
      builtIn: builtIn.map((each) => each.package),
      packages: project.packages.map(({ name }) => name),
      searchOrder: new Map(project.dispatch.map(({ namespace, searchOrder }) => [namespace, searchOrder])),
      adapters: rendered ? [project.target.type] : [],
      override: rendered,
      packagesReplace: !project.flags.requireExplicitPackageOverridesForBuiltinMaterializations,
    },
    rendered,
  );
}

export function settingsFor(
  request: ManifestRequest,
  macros: MacroLookup,
): (owner: ProjectPackage) => TestSettings {
  const { project } = request;
  const rendered = isRendered(project);
  const parsingValues = request.parsingValues ?? (() => new Map());
  const silent = new SilentMacros(macros);
  const common = {
    project,
    macros,
    capturing: rendered ? new Set<string>() : capturingMacros(macros),
    materializations: rendered ? undefined : request.materializations,
    tests: rendered ? new Map<string, TestSignature>() : request.tests,
    generatedNames: new GeneratedNames(project, macros, request.globals(project), parsingValues),
    parsingValues,
    silent,
    alike: new AlikeTests(silent),
    renderedLater: new Set(['pre-hook', 'post-hook', ...(rendered ? [] : ['where'])]),
  };
  const made = new Map<ProjectPackage, TestSettings>();
  return (owner) => {
    let settings = made.get(owner);
    if (settings === undefined) {
      settings = {
        ...common,
        owner,
        package: owner.name,
        shared: request.globals(owner),
        yamlMacros: (rendered ? MacroLookup.none : macros).seenFrom(owner.name),
        lenientVar: varsOf(project, owner, { missing: null }),
      };
      made.set(owner, settings);
    }
    return settings;
  };
}
