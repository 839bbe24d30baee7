import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceText, sha256 } from '../base/index.ts';
import { outlineTemplate } from '../template/index.ts';
import type { ParsedMacros } from './parsed-file.ts';

/** The packages that every dbt project has without installing them; of two macros of one name the first package's counts. */
export const builtinPackages = ['dbt_duckdb', 'dbt'] as const;

/** Beside the bundle, or two folders up from the sources. */
const root = ['../dbt/macros', '../../dbt/macros']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

let read: ReadonlyMap<string, readonly ParsedMacros[]> | undefined;

/** The macros of those packages, by package. Read once a process; a file is parsed when one of its macros is used. */
export function builtinMacros(): ReadonlyMap<string, readonly ParsedMacros[]> {
  read ??= new Map(builtinPackages.map((name) => [name, readPackage(name)]));
  return read;
}

function readPackage(name: string): ParsedMacros[] {
  if (root === undefined) throw new Error('the folder dbt/macros is missing from the installation');
  const folder = join(root, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .sort()
    .map((path) => {
      const place = `macros/${path.replaceAll('\\', '/')}`;
      const text = readFileSync(join(folder, path), 'utf8');
      const source = new SourceText(`${name}/${place}`, text);
      return {
        kind: 'macros',
        file: { path: place, resourcePath: 'macros', kind: 'macro', hash: sha256(text), text: source },
        template: outlineTemplate(source),
      };
    });
}
