import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/index.ts';

/** Tells a folder of files from what it is when somebody has changed, added or removed one: names, sizes and times. */
export function folderSignature(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const seen = files.map((name) => {
    const stat = statSync(join(folder, name), { bigint: true });
    return stat.isFile() ? `${name} ${stat.size} ${stat.mtimeNs}` : name;
  });
  return `files:${sha256(seen.join('\n')).slice(0, 32)}`;
}
