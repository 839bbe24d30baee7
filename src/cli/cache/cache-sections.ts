import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, StoredManifest, StoredNodes } from '../../manifest/index.ts';
import type { Project, ProjectFile } from '../../project/index.ts';
import { listedLine } from '../inspect/listed-line.ts';
import type { Section } from './cache-file.ts';
import type { CachedFile, CachedList, CacheHead } from './cached-project.ts';

export type Sections = Readonly<Record<Section, Buffer>>;

type StampOf = (file: ProjectFile) => string | null;

/** Everything of a project, written anew. */
export function wholeSections(
  project: Project,
  manifest: Manifest,
  stored: StoredManifest,
  head: Omit<CacheHead, 'project' | 'files' | 'folders' | 'warnedBefore'>,
  stampOf: StampOf,
): Sections {
  const { files, texts } = cachedFiles(project.files, stampOf, new Map(), Buffer.alloc(0));
  return {
    head: json({ ...head, ...factsOf(project), files } satisfies CacheHead),
    list: json(listOf(manifest)),
    body: json(stored),
    changed: json(null),
    texts,
  };
}

/** What was kept, with the files and nodes that have changed since. */
export function changedSections(
  project: Project,
  before: Sections & { readonly known: CacheHead },
  nodes: StoredNodes,
  head: Pick<CacheHead, 'env' | 'settings'>,
  stampOf: StampOf,
): Sections {
  const { known, list, body } = before;
  const byPath = new Map(known.files.map((file) => [file.path, file]));
  const { files, texts } = cachedFiles(project.files, stampOf, byPath, before.texts);
  return {
    head: json({ ...known, ...factsOf(project), ...head, files }),
    list,
    body,
    changed: json(nodes),
    texts,
  };
}

/** The files with their texts behind those that are there; of files that are as they were, these are used. */
function cachedFiles(
  files: readonly ProjectFile[],
  stampOf: StampOf,
  known: ReadonlyMap<string, CachedFile>,
  before: Buffer,
): { files: CachedFile[]; texts: Buffer } {
  const texts = [before];
  let at = before.length;
  const cached = files.map((file): CachedFile => {
    const { path, resourcePath, kind, hash } = file;
    const common = { path, resourcePath, kind, hash, stamp: stampOf(file) };
    const old = known.get(path);
    if (file.kind === 'seed') return { ...common, seed: { size: file.size, checksum: file.checksum } };
    if (old?.hash === hash && old.text !== undefined) return { ...common, text: old.text };
    const text = Buffer.from(file.text.text, 'utf8');
    texts.push(text);
    at += text.length;
    return { ...common, text: [at - text.length, at] };
  });
  return { files: cached, texts: Buffer.concat(texts) };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const factsOf = (project: Project): Pick<CacheHead, 'project' | 'folders' | 'warnedBefore'> => ({
  project: { name: project.name, paths: project.paths },
  folders: foldersOf(project),
  warnedBefore: project.warnings.length > 0,
});

/** The folders of resources that are there. */
const foldersOf = ({ root, paths }: Project): string[] =>
  [paths.models, paths.seeds, paths.tests, paths.macros, paths.snapshots, paths.analyses]
    .flat()
    .filter((folder) => existsSync(join(root, folder)));

/** What `ls` prints of every node, in its order. */
const listOf = ({ nodes }: Manifest): CachedList =>
  [...nodes.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((node) => [listedLine(node, 'selector'), listedLine(node, 'name'), node.path]);
