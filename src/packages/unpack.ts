import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { type DiagnosticParts, error, fail, ok, type Result } from '../base/index.ts';

/** Unpacks a .tar.gz into a new folder; gives the one folder that is in it. Devices and the like are left out. */
export async function unpack(
  archive: string,
  into: string,
  shown: string,
  parts: DiagnosticParts,
): Promise<Result<string>> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  try {
    await pipeline(
      createReadStream(archive),
      createGunzip(),
      unpackTar(into, {
        strict: true,
        filter: ({ type }) => ['file', 'directory', 'symlink', 'link', undefined].includes(type),
      }),
    );
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    return fail(
      error('A7009', `what is at ${shown} is not an archive (.tar.gz) that can be unpacked`, {
        ...parts,
        detail: [said],
      }),
    );
  }
  const entries = readdirSync(into, { withFileTypes: true });
  const [only] = entries;
  if (entries.length === 1 && only!.isDirectory()) return ok(join(into, only!.name));
  const found = entries.length === 0 ? 'it is empty' : `it has ${entries.map(({ name }) => name).join(', ')}`;
  return fail(
    error('A7009', `the archive at ${shown} must have one folder, which is the package: ${found}`, parts),
  );
}
