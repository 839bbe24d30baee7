import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinPackages, SourceText, sha256 } from '../base/index.ts';
import { type Outline, outlinedTemplate, outlineOf, parseTemplate } from '../template/index.ts';
import type { ParsedMacros } from './parsed-file.ts';

/** What the bundle has of a file, so that it needs not be parsed before one of its macros is used. */
interface PackedMacros {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  readonly outline: Outline;
}

type Packed = Readonly<Record<string, readonly PackedMacros[]>>;

let read: ReadonlyMap<string, readonly ParsedMacros[]> | undefined;

/** The macros of those packages, by package. Read once a process. */
export function builtinMacros(): ReadonlyMap<string, readonly ParsedMacros[]> {
  if (read !== undefined) return read;
  const bundled = new URL('./macros.json', import.meta.url);
  const packed = existsSync(bundled)
    ? (JSON.parse(readFileSync(bundled, 'latin1')) as Packed)
    : packMacros(new URL('../../dbt/macros', import.meta.url).pathname);
  read = new Map(builtinPackages.map((name) => [name, packed[name]!.map((file) => unpacked(name, file))]));
  return read;
}

function unpacked(name: string, { path, text, hash, outline }: PackedMacros): ParsedMacros {
  const source = new SourceText(`${name}/${path}`, text);
  return {
    kind: 'macros',
    file: { path, resourcePath: 'macros', kind: 'macro', hash, text: source },
    template: outlinedTemplate(source, outline),
  };
}

/** Reads the folder of those packages, for the bundle to keep. */
export function packMacros(folder: string): Packed {
  return Object.fromEntries(builtinPackages.map((name) => [name, packPackage(join(folder, name))]));
}

const packPackage = (folder: string): PackedMacros[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const template = parseTemplate(new SourceText(path, text));
      if (!template.ok) throw new Error(`${path}: ${template.diagnostics[0]!.message}`);
      return {
        path: `macros/${path.replaceAll('\\', '/')}`,
        text,
        hash: sha256(text),
        outline: outlineOf(template.value),
      };
    });
