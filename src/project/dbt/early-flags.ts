import { ok, type Result } from '../../base/index.ts';
import { findRoot } from '../files/find-root.ts';
import type { Flags } from '../flags.ts';
import { isMapping } from '../yaml/value.ts';
import { readFlags } from './read-flags.ts';
import { readProjectFile } from './read-package.ts';

/**
 * The flags of an invocation before its project is read: how to talk, for one. What is wrong with the project does not
 * matter yet; wrong flags are told.
 */
export function earlyFlags(
  dir: string,
  commandLine: Partial<Flags>,
  env: Readonly<Record<string, string | undefined>>,
): Result<Flags> {
  const root = findRoot(dir);
  const file = root.ok && root.value.dialect === 'dbt' ? readProjectFile(root.value.folder, '') : undefined;
  const declared = file?.ok === true ? file.value.value.flags : undefined;
  const read = readFlags({
    commandLine,
    env,
    ...(file?.ok === true &&
      isMapping(declared) && { project: { file: file.value.file, value: declared, path: ['flags'] } }),
  });
  return read.ok ? ok(read.value.flags) : read;
}
