import { existsSync, lstatSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { collect, type DiagnosticParts, error, fail, ok, type Result } from '../../base/index.ts';
import { isMapping, type Project, usualParquetRoot } from '../../project/index.ts';
import { entry } from '../../report/index.ts';
import { readProject } from '../open/open-project.ts';
import type { ProjectOptions } from '../options.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';

export interface CleanOptions extends ProjectOptions {
  readonly quiet?: boolean;
}

/** `clean`: removes the clean-targets. If one of them may not be removed, none is. */
export async function cleanProject(options: CleanOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const talk = talkOf('clean', options, terminal);
  const project = await readProject(options, terminal, 'settings');
  if (!project.ok) {
    talk.diagnose(project.diagnostics);
    return talk.end(2);
  }
  const named = project.value.file.value;
  const declared = isMapping(named) && 'clean-targets' in named;
  const targets =
    declared || options.targetPath === undefined ? project.value.paths.clean : [options.targetPath];
  const { file } = project.value;
  const removable = collect(
    targets.map((target, index) => {
      const location = declared ? { location: file.locate(['clean-targets', index]) } : {};
      return removablePath(target, location, project.value);
    }),
  );
  if (!removable.ok) {
    talk.diagnose(removable.diagnostics);
    return talk.end(2);
  }
  const found = [...new Set(removable.value)].filter(isThere);
  const say = (text: string) => !talk.quiet && talk.log === undefined && talk.answer(text);
  for (const path of found) {
    const shown = relative(realpathSync.native(project.value.root), path);
    talk.log?.(entry('CheckCleanPath', `Checking ${path}/*`, { path }));
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (thrown) {
      talk.diagnose([
        error('A4004', `${shown} could not be removed`, { detail: [(thrown as Error).message] }),
      ]);
      return talk.end(1);
    }
    say(`removed ${shown}`);
    talk.log?.(entry('ConfirmCleanPath', `Cleaned ${path}/*`, { path }));
  }
  if (found.length === 0) say(`nothing to remove: there is no ${targets.join(', ')}`);
  talk.log?.(entry('FinishedCleanPaths', 'Finished cleaning all paths.'));
  return talk.end(0);
}

/** Where a clean-target really is. A link that is itself the target is fine, since only the link is removed. */
function removablePath(target: string, place: DiagnosticParts, project: Project): Result<string> {
  const { root } = project;
  const path = real(resolve(root, target));
  const refuse = (message: string, hint: string) => fail(error('A4007', message, { ...place, hint }));
  if (!isBelow(path, realpathSync.native(root))) {
    return refuse(
      `'${target}' is not inside the project, so clean does not touch it`,
      'remove it by hand, or take it out of clean-targets',
    );
  }
  for (const [kept, what] of keptPaths(project)) {
    if (kept === path || isBelow(kept, path) || (what !== 'the warehouse' && isBelow(path, kept))) {
      const where = relative(realpathSync.native(root), kept);
      const holds =
        kept === path
          ? `is ${what}`
          : isBelow(kept, path)
            ? `holds ${what} (${where})`
            : `is part of ${what} (${where})`;
      return refuse(
        `'${target}' ${holds}, which clean does not remove`,
        'take it out of clean-targets, or keep what is built elsewhere',
      );
    }
  }
  return ok(path);
}

/** What is written by hand or costs more than a compile to make again. */
function keptPaths({
  root,
  paths,
  target,
  file,
}: Project): readonly (readonly [path: string, what: string])[] {
  const sources = [
    ...paths.models,
    ...paths.seeds,
    ...paths.tests,
    ...paths.macros,
    ...paths.snapshots,
    ...paths.analyses,
  ];
  const targets =
    isMapping(file.value) && isMapping(file.value.targets) ? Object.values(file.value.targets) : [];
  const declared = (key: string, usual?: string): readonly string[] =>
    targets.flatMap((each) => {
      const path = isMapping(each) ? (each[key] ?? usual) : undefined;
      return typeof path === 'string' ? [resolve(root, path)] : [];
    });
  const kept: [string, string][] = [
    ...sources.map((path): [string, string] => [join(root, path), "the project's own files"]),
    [join(root, '.git'), 'its history'],
    ...[target.parquetRoot, ...declared('parquet_root', usualParquetRoot)].map((path): [string, string] => [
      path,
      'stored tables',
    ]),
    ...[target.path, ...declared('path')].map((path): [string, string] => [path, 'the warehouse']),
  ];
  return kept.filter(([path]) => isThere(path)).map(([path, what]) => [real(path), what]);
}

/** A path whose folders have no links in them; what it names itself may be one, or not be there. */
function real(path: string): string {
  const folder = dirname(path);
  if (folder === path) return path;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isSymbolicLink()) return realpathSync.native(path);
  return join(existsSync(folder) ? realpathSync.native(folder) : real(folder), basename(path));
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
