import { dirname, resolve } from 'node:path';
import { type Diagnostic, type NodeId, type Result, sha256 } from '../../base/index.ts';
import {
  type LoadedManifest,
  loadMacros,
  type Manifest,
  type ManifestNode,
  type ManifestRequest,
  type RestoredManifest,
  redraft,
  redraftable,
  restoreManifest,
  type StoredManifest,
  type StoredNodes,
  storeChanged,
  storeManifest,
  withChanged,
} from '../../manifest/index.ts';
import type { ParsedFile } from '../../parse/index.ts';
import { type FileReader, fileIn, type Project, type ProjectFile } from '../../project/index.ts';
import { outlinedTemplate } from '../../template/index.ts';
import { dialectAt } from '../dialect.ts';
import type { ProjectOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { CacheFile, replaceHead, writeCacheFile } from './cache-file.ts';
import { cachePlace } from './cache-place.ts';
import { changedSections, wholeSections } from './cache-sections.ts';
import type { CachedFile, CacheHead } from './cached-project.ts';
import { isRandom } from './random-files.ts';
import { EnvRecorder, isSameEnv } from './recorded-env.ts';
import { RememberedFiles } from './remembered-files.ts';
import { rootOf, settingsOf } from './settings.ts';

/** What a cached manifest is completed from. */
export interface CacheOrigins {
  /** The manifest as it is when everything is read anew. */
  whole(): Manifest;
  parse(files: readonly ProjectFile[]): Result<readonly (ParsedFile | undefined)[]>;
  request(files: readonly ParsedFile[]): ManifestRequest;
}

/** What nodes were restored from. */
export interface RestoredFrom {
  /** The hash of what was kept when everything was read. */
  readonly body: string;
  /** The nodes that have become others since. */
  readonly changed: ReadonlySet<NodeId>;
}

interface Warm extends RestoredManifest {
  readonly warnings: readonly Diagnostic[];
  readonly from: RestoredFrom;
  /** Keeps what has changed for the next time: for when the nodes have proved to be no circle. */
  keep(): void;
}

interface Before {
  readonly head: CacheHead;
  readonly texts: Buffer;
  readonly file: CacheFile;
}

/** More nodes than that are not made anew one by one. */
const mostChanged = 100;

/**
 * What was parsed of a native project, kept below its target folder, by what it follows from: the content of every
 * file, the options, the environment variables that were read, and this bundle of Assay.
 */
export class ParseCache {
  readonly reader: FileReader;
  readonly #place: string;
  readonly #root: string;
  readonly #before: Before | undefined;
  readonly #files: RememberedFiles;
  readonly #recorder: EnvRecorder;
  readonly #settings: CacheHead['settings'];

  private constructor(root: string, place: string, env: Terminal['env']) {
    this.#root = root;
    this.#place = place;
    this.#recorder = new EnvRecorder(env);
    this.#settings = settingsOf(root);
    this.#before = readBefore(place);
    const { head, texts } = this.#before ?? {};
    this.#files = new RememberedFiles(root, head?.files ?? [], texts ?? Buffer.alloc(0));
    this.reader = this.#files;
  }

  /** The cache of an invocation, where there can be one. */
  static of(options: ProjectOptions, { cwd, env }: Pick<Terminal, 'cwd' | 'env'>): ParseCache | undefined {
    const dir = resolve(cwd, options.projectDir ?? '.');
    if (options.partialParse === false || dialectAt(dir) !== 'native') return undefined;
    const root = rootOf(dir);
    const place = cachePlace(root, options);
    return place === undefined ? undefined : new ParseCache(root, place, env);
  }

  /** Whether something was kept before. */
  get isThere(): boolean {
    return this.#before !== undefined;
  }

  /** The environment; what is read of it is recorded. */
  get env(): Terminal['env'] {
    return this.#recorder.env;
  }

  /** What was kept, if what it follows from has not changed, or only in files that other nodes do not follow from. */
  restored(project: Project, origins: CacheOrigins): Warm | undefined {
    const before = this.#before;
    if (before === undefined || !this.#isOf(project) || !this.#isSameSurroundings(before.head))
      return undefined;
    const edited = editedFiles(before.head.files, project.files);
    if (edited === undefined || edited.length > mostChanged) return undefined;
    const [body, changed] = (['body', 'changed'] as const).map((name) => before.file.section(name));
    if (body === undefined || changed === undefined) return undefined;
    const stored = JSON.parse(body.toString('utf8')) as StoredManifest;
    const kept = JSON.parse(changed.toString('utf8')) as StoredNodes | null;
    const ids = (kept?.nodes ?? []).map(({ id }) => String(id));
    const manifest = restoreManifest(stored, kept ?? undefined, project, {
      template: templatesOf(project),
      whole: (id) => origins.whole().nodes.get(id)!,
      macros: () => macrosOf(project, stored.describing, origins),
    });
    const { warnings } = before.head;
    const from = (changed: Iterable<NodeId>) => ({
      body: before.file.hashOf('body')!,
      changed: new Set(changed),
    });
    if (edited.length === 0)
      return { ...manifest, warnings, from: from(ids), keep: () => this.#refresh(project, before) };
    if (edited.some(isRandom) || edited.length + ids.length > mostChanged) return undefined;
    const nodes = redrafted(project, manifest.manifest, edited, origins);
    if (nodes === undefined) return undefined;
    const now = withChanged(manifest, nodes, project);
    const all = from([...ids, ...nodes.keys()]);
    const keep = () => this.#keepChanged(project, before, [...all.changed], now.manifest);
    return { ...now, warnings, from: all, keep };
  }

  /**
   * Keeps what was parsed for the next time.
   *
   * @param warnings of files and nodes, without those of the project
   */
  keep(
    project: Project,
    loaded: LoadedManifest,
    files: readonly ParsedFile[],
    warnings: readonly Diagnostic[],
  ): void {
    if (!this.#isOf(project) || project.files.some(isRandom)) return;
    const stored = storeManifest(loaded, files);
    const env = this.#recorder.record();
    if (stored === undefined || env === undefined) return;
    const head = { settings: this.#settings, env, warnings };
    const sections = wholeSections(project, loaded.manifest, stored, head, (file) => this.#stampOf(file));
    writeCacheFile(this.#place, sections);
  }

  /** Keeps the nodes of edited files beside those that were kept. */
  #keepChanged(project: Project, { head, file }: Before, ids: readonly NodeId[], manifest: Manifest): void {
    const nodes = storeChanged(ids.map((id): ManifestNode => manifest.nodes.get(id)!));
    const env = this.#recorder.record(head.env);
    const sections = file.all();
    if (nodes === undefined || env === undefined || sections === undefined) return;
    writeCacheFile(
      this.#place,
      changedSections(
        project,
        { ...sections, known: head },
        nodes,
        { env, settings: this.#settings },
        (each) => this.#stampOf(each),
      ),
    );
  }

  /** Files that were too young to be trusted, or were touched, are known by their stamps from now on. */
  #refresh(project: Project, { head, file }: Before): void {
    const stamps = project.files.map((each) => this.#stampOf(each));
    if (stamps.every((stamp, index) => stamp === null || stamp === head.files[index]!.stamp)) return;
    const files = head.files.map((each, index) => ({ ...each, stamp: stamps[index]! }));
    const warnedBefore = project.warnings.length > 0;
    replaceHead(this.#place, file, { ...head, settings: this.#settings, files, warnedBefore });
  }

  /** By what a file that was read is known, as `fileIn` names it: null where it was too young for that. */
  stampOf(absolute: string): string | null {
    return this.#files.stampOf(absolute);
  }

  #stampOf({ path }: ProjectFile): string | null {
    return this.stampOf(fileIn(this.#root, path));
  }

  #isSameSurroundings(head: CacheHead): boolean {
    return (
      isSameEnv(head.env, this.#recorder.all) &&
      this.#settings.every(({ hash }, index) => hash === head.settings[index]?.hash)
    );
  }

  /** Whether the project is what the cache took it for. */
  #isOf({ dialect, root, paths, file, selectors }: Project): boolean {
    const hashes = [file, selectors].map((each) => (each === undefined ? null : sha256(each.source.text)));
    return (
      dialect === 'native' &&
      root === this.#root &&
      resolve(paths.target) === dirname(dirname(this.#place)) &&
      hashes.every((hash, index) => hash === this.#settings[index]!.hash)
    );
  }
}

function readBefore(place: string): Before | undefined {
  const file = CacheFile.read(place);
  const [head, texts] = (['head', 'texts'] as const).map((name) => file?.section(name));
  return file === undefined || head === undefined || texts === undefined
    ? undefined
    : { head: JSON.parse(head.toString('utf8')) as CacheHead, texts, file };
}

/** The files whose content has changed; undefined where more has, such as which files there are. */
function editedFiles(
  before: readonly CachedFile[],
  now: readonly ProjectFile[],
): readonly ProjectFile[] | undefined {
  if (before.length !== now.length) return undefined;
  const edited: ProjectFile[] = [];
  for (const [index, file] of now.entries()) {
    const known = before[index]!;
    if (known.path !== file.path || known.kind !== file.kind || known.resourcePath !== file.resourcePath)
      return undefined;
    if (known.hash === file.hash) continue;
    if (!redraftable.has(file.kind)) return undefined;
    edited.push(file);
  }
  return edited;
}

/** The nodes of edited files. */
function redrafted(
  project: Project,
  manifest: Manifest,
  edited: readonly ProjectFile[],
  { parse, request }: CacheOrigins,
): ReadonlyMap<NodeId, ManifestNode> | undefined {
  const paths = new Set(edited.map(({ path }) => path));
  const describing = new Set<string>();
  for (const node of manifest.nodes.values()) {
    if (paths.has(node.path) && 'patchPath' in node && node.patchPath !== undefined)
      describing.add(node.patchPath);
  }
  const parsed = parse([...edited, ...project.files.filter(({ path }) => describing.has(path))]);
  if (!parsed.ok) return undefined;
  return redraft({ manifest }, request(parsed.value.filter((file) => file !== undefined)));
}

/** The templates of files; they were parsed once, and are again when more than their text is asked for. */
function templatesOf({ files }: Project) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (path: string) => {
    const file = byPath.get(path);
    if (file === undefined || file.kind === 'seed') throw new Error(`${path} has no template`);
    return outlinedTemplate(file.text);
  };
}

function macrosOf(project: Project, describing: readonly string[], origins: CacheOrigins) {
  const files = project.files.filter(
    ({ kind, path }) => kind === 'macro' || kind === 'generic_test' || describing.includes(path),
  );
  const macros = loadMacros(origins.request(parsedOf(origins, files)));
  if (!macros.ok) throw new Error(macros.diagnostics[0]!.message);
  return macros.value;
}

function parsedOf({ parse }: CacheOrigins, files: readonly ProjectFile[]): readonly ParsedFile[] {
  const parsed = parse(files);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  return parsed.value.filter((file) => file !== undefined);
}
