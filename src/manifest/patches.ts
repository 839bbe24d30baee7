import { type Diagnostic, error, fail, ok, type Result, warning } from '../base/index.ts';
import type { ParsedProperties } from '../parse/index.ts';
import type { NodeProperties, VersionProperties } from '../project/index.ts';
import type { Version } from './node-parts.ts';
import type { PackageSources } from './package-sources.ts';
import { isSwitchedOff } from './switched-off.ts';
import { formattedVersion, latestOf } from './versions.ts';

/** The kinds of nodes that properties files describe. */
export type DescribedKind = 'model' | 'seed' | 'snapshot' | 'test' | 'analysis';

/** What properties files say of one node. */
export interface Patch {
  readonly kind: DescribedKind;
  readonly entry: NodeProperties;
  readonly properties: ParsedProperties;
  /** The package of the properties file, which need not be the node's. */
  readonly package: string;
  /** Where the node is one version of the model. */
  readonly version?: VersionProperties;
  readonly latestVersion?: Version;
}

const keyOf = (kind: DescribedKind, packageName: string, name: string): string =>
  `${kind} ${packageName} ${name}`;

/** What properties files say of models, seeds, snapshots, analyses and singular tests. */
export class Patches {
  readonly #byKey: ReadonlyMap<string, Patch>;
  readonly all: readonly Patch[];
  readonly #warnings: () => readonly Diagnostic[];

  constructor(
    byKey: ReadonlyMap<string, Patch>,
    all: readonly Patch[],
    warnings: () => readonly Diagnostic[],
  ) {
    this.#byKey = byKey;
    this.all = all;
    this.#warnings = warnings;
  }

  /** Made when they are asked for: to find their places a file is read once more. */
  get warnings(): readonly Diagnostic[] {
    return this.#warnings();
  }

  /** @param fileName the name of the node's file or block: that of a version may differ from the model's */
  of(kind: DescribedKind, packageName: string, fileName: string): Patch | undefined {
    return this.#byKey.get(keyOf(kind, packageName, fileName));
  }
}

/** Finds the node that each entry is about; two entries about one are an error, an entry about none a warning. */
export function collectPatches(
  packages: readonly PackageSources[],
  kinds: readonly DescribedKind[],
): Result<Patches> {
  const nodes = namesOfNodes(packages);
  const byKey = new Map<string, Patch>();
  const all: Patch[] = [];
  const diagnostics: Diagnostic[] = [];
  const idle: Patch[] = [];
  const add = (key: string, patch: Patch): void => {
    const known = byKey.get(key);
    if (known !== undefined) {
      diagnostics.push(describedTwice(patch, known));
      return;
    }
    byKey.set(key, patch);
    all.push(patch);
  };
  for (const patch of packages.flatMap((sources) => [...entriesOf(sources)])) {
    const { kind, entry } = patch;
    if (!kinds.includes(kind)) continue;
    for (const each of entry.versions.length === 0 ? [patch] : versionsOf(patch)) {
      const name = fileNames(each).find((fileName) => nodes.has(keyOf(kind, each.package, fileName)));
      const elsewhere =
        name === undefined || isReplaced(each, name, packages, nodes)
          ? otherPackage(each, packages, nodes)
          : undefined;
      if (name !== undefined && elsewhere === undefined) add(keyOf(kind, each.package, name), each);
      else if (elsewhere !== undefined) add(elsewhere, each);
      else idle.push(each);
    }
  }
  return diagnostics.length > 0
    ? fail(...diagnostics)
    : ok(new Patches(byKey, all, () => idle.map((each) => aboutNothing(each, nodes))));
}

function* entriesOf({ package: owner, properties: files }: PackageSources): Generator<Patch> {
  for (const properties of files) {
    const { models, seeds, snapshots, tests, analyses } = properties.properties;
    for (const [kind, entries] of [
      ['model', models],
      ['seed', seeds],
      ['snapshot', snapshots],
      ['test', tests],
      ['analysis', analyses],
    ] as const) {
      for (const entry of entries) yield { kind, entry, properties, package: owner.name };
    }
  }
}

function versionsOf(patch: Patch): Patch[] {
  const latestVersion = patch.entry.latestVersion ?? latestOf(patch.entry.versions.map(({ v }) => v));
  return patch.entry.versions.map((version) => ({ ...patch, version, latestVersion }));
}

/** The names that the file of a node may have: that of the latest version may be the model's own. */
function fileNames({ entry, version, latestVersion }: Patch): string[] {
  if (version === undefined) return [entry.name];
  const own = version.definedIn ?? `${entry.name}_${formattedVersion(version.v)}`;
  return version.v === latestVersion ? [own, entry.name] : [own];
}

/** Whether the package's own node of that name is off, so that another package may have one instead. */
function isReplaced(
  { kind, package: owner }: Patch,
  name: string,
  packages: readonly PackageSources[],
  nodes: ReadonlySet<string>,
): boolean {
  const others = packages.filter((each) => each.package.name !== owner);
  if (!others.some((each) => nodes.has(keyOf(kind, each.package.name, name)))) return false;
  const own = packages.find((each) => each.package.name === owner);
  return own !== undefined && isSwitchedOff(kind, name, own, packages);
}

/** As in dbt, a project can describe the node of a package. */
function otherPackage(
  patch: Patch,
  packages: readonly PackageSources[],
  nodes: ReadonlySet<string>,
): string | undefined {
  return packages
    .filter(({ package: owner }) => owner.name !== patch.package)
    .flatMap(({ package: owner }) => fileNames(patch).map((name) => keyOf(patch.kind, owner.name, name)))
    .find((key) => nodes.has(key));
}

function namesOfNodes(packages: readonly PackageSources[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { package: owner, queries, python, seeds, snapshots, properties } of packages) {
    for (const { kind, name } of queries) names.add(keyOf(kind, owner.name, name));
    for (const { name } of python) names.add(keyOf('model', owner.name, name));
    for (const { name } of seeds) names.add(keyOf('seed', owner.name, name));
    for (const { name } of snapshots.flatMap((file) => file.snapshots))
      names.add(keyOf('snapshot', owner.name, name));
    for (const entry of properties.flatMap((file) => file.properties.snapshots))
      if ('relation' in entry.given) names.add(keyOf('snapshot', owner.name, entry.name));
  }
  return names;
}

const describedTwice = ({ kind, entry }: Patch, known: Patch): Diagnostic =>
  error('A2022', `the ${kind} '${entry.name}' is described twice`, {
    location: entry.locate(),
    related: [{ message: 'the other place', location: known.entry.locate() }],
    hint: 'put both into one entry',
  });

function aboutNothing(patch: Patch, nodes: ReadonlySet<string>): Diagnostic {
  const { kind, entry, version } = patch;
  const others: readonly DescribedKind[] = ['model', 'seed', 'snapshot'];
  const other = others.find((each) => each !== kind && nodes.has(keyOf(each, patch.package, entry.name)));
  if (other !== undefined) {
    return warning('A2035', `'${entry.name}' is a ${other}, not a ${kind}`, {
      location: entry.locate(),
      hint: `put it under '${other}s:'; here its descriptions and tests are ignored`,
      event: 'WrongResourceSchemaFile',
    });
  }
  if (version !== undefined) {
    const [file = ''] = fileNames(patch);
    return warning('A2035', `there is no model '${file}' for the version ${version.v} of '${entry.name}'`, {
      location: version.locate(),
      hint: 'the version is ignored; name its file with defined_in',
    });
  }
  return warning('A2035', `there is no ${kind} '${entry.name}'`, {
    location: entry.locate(),
    hint: 'its descriptions and tests are ignored',
  });
}
