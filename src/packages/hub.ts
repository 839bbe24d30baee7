import {
  type Diagnostic,
  type DiagnosticParts,
  didYouMean,
  error,
  fail,
  ok,
  type Result,
  warning,
} from '../base/index.ts';
import type { YamlMapping, YamlValue } from '../project/index.ts';
import { downloadJson } from './download.ts';

export interface HubVersion {
  /** What the project in it is called. */
  readonly name: string;
  /** The entries of its own packages.yml. */
  readonly packages: readonly YamlMapping[];
  readonly tarball: string;
  readonly requireDbtVersion: readonly string[];
}

export interface HubPackage {
  readonly versions: ReadonlyMap<string, HubVersion>;
  readonly moved?: Diagnostic;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A hub of packages, such as hub.getdbt.com. Each thing is asked for once. */
export class Hub {
  readonly #base: string;
  #index: Promise<Result<ReadonlySet<string>>> | undefined;
  readonly #packages = new Map<string, Promise<Result<HubPackage>>>();

  /** @param base the address before `api/v1/…` */
  constructor(base: string) {
    this.#base = base.endsWith('/') ? base : `${base}/`;
  }

  /** A package with its versions; a name that the hub does not know is an error that says which it does. */
  async package(name: string, parts: DiagnosticParts): Promise<Result<HubPackage>> {
    this.#index ??= this.#readIndex(parts);
    const index = await this.#index;
    if (!index.ok) return index;
    if (!index.value.has(name)) {
      const hint = didYouMean(name, index.value) ?? 'check the name on the hub';
      return fail(error('A7002', `the hub has no package '${name}'`, { ...parts, hint }));
    }
    const known = this.#packages.get(name) ?? this.#read(name, parts);
    this.#packages.set(name, known);
    return known;
  }

  async #readIndex(parts: DiagnosticParts): Promise<Result<ReadonlySet<string>>> {
    const url = `${this.#base}api/v1/index.json`;
    const read = await downloadJson(url, parts);
    if (!read.ok) return read;
    if (!Array.isArray(read.value))
      return fail(error('A7012', `${url} does not list the packages of a hub`, parts));
    return ok(new Set(read.value.filter((each): each is string => typeof each === 'string')));
  }

  async #read(name: string, parts: DiagnosticParts): Promise<Result<HubPackage>> {
    const url = `${this.#base}api/v1/${name}.json`;
    const read = await downloadJson(url, parts);
    if (!read.ok) return read;
    const { value } = read;
    if (!isObject(value) || !isObject(value.versions))
      return fail(error('A7012', `${url} does not tell of the versions of a package`, parts));
    const versions = new Map<string, HubVersion>();
    for (const [version, data] of Object.entries(value.versions)) {
      const parsed = hubVersion(data);
      if (parsed === undefined)
        return fail(error('A7012', `${url} does not tell where version ${version} is`, parts));
      versions.set(version, parsed);
    }
    const moved = newName(value);
    return ok({
      versions,
      ...(moved !== undefined && {
        moved: warning('A7017', `'${name}' is called '${moved}' now`, {
          ...parts,
          hint: 'change it in packages.yml',
        }),
      }),
    });
  }
}

function hubVersion(data: unknown): HubVersion | undefined {
  if (!isObject(data) || typeof data.name !== 'string' || !isObject(data.downloads)) return undefined;
  const { tarball } = data.downloads;
  if (typeof tarball !== 'string') return undefined;
  const needs = data.require_dbt_version;
  const required = Array.isArray(needs) ? needs : needs === undefined || needs === null ? [] : [needs];
  return {
    name: data.name,
    packages: Array.isArray(data.packages) ? data.packages.filter(isObject).map(toYaml) : [],
    tarball,
    requireDbtVersion: required.map(String).filter((text) => text !== ''),
  };
}

/** JSON has what YAML has. */
const toYaml = (value: Json): YamlMapping => value as Readonly<Record<string, YamlValue>>;

function newName(value: Json): string | undefined {
  const { redirectnamespace, redirectname } = value;
  if (typeof redirectnamespace !== 'string' && typeof redirectname !== 'string') return undefined;
  const namespace = redirectnamespace || value.namespace;
  return `${String(namespace)}/${String(redirectname || value.name)}`;
}
