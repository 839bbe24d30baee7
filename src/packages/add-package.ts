import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { error, fail, ok, type Result, SourceText } from '../base/index.ts';
import {
  isMapping,
  isSequence,
  readYaml,
  toPlain,
  writeYaml,
  type YamlMapping,
  type YamlValue,
} from '../project/index.ts';
import type { TellPackages } from './event.ts';

/** What `--add-package` names. */
export interface AddedPackage {
  readonly name: string;
  readonly version?: string;
  readonly source: 'hub' | 'git' | 'local';
}

/** Writes an entry to the file, in place of those for the same package. Comments stay where nothing is taken out. */
export function addPackage(
  root: string,
  fileName: 'packages.yml' | 'dependencies.yml',
  added: AddedPackage,
  tell: TellPackages,
): Result<void> {
  const path = join(root, fileName);
  if (!existsSync(path)) {
    writeFileSync(path, 'packages: []\n');
    tell({ kind: 'file_created', file: fileName });
  }
  const text = readFileSync(path, 'utf8');
  const file = readYaml(new SourceText(fileName, text));
  if (!file.ok) return file;
  const value = file.value.value ?? {};
  const listed = isMapping(value) ? (value.packages ?? []) : undefined;
  if (!isMapping(value) || !isSequence(listed))
    return fail(error('A7001', 'packages: is a list', { location: file.value.locate(['packages']) }));
  const kept: YamlValue[] = [];
  for (const entry of listed) {
    if (isMapping(entry) && isSamePackage(entry, added.name))
      tell({ kind: 'duplicate_removed', entry: plainTexts(entry) });
    else kept.push(entry);
  }
  const entry = entryFor(added);
  const appended = kept.length === listed.length ? appendedText(text, listed, entry) : undefined;
  writeFileSync(
    path,
    appended ?? writeYaml({ ...(toPlain(value) as object), packages: [...kept.map(toPlain), entry] }),
  );
  const { name, version } = added;
  tell({ kind: 'added', name, ...(version !== undefined && { version }), path });
  return ok(undefined);
}

function entryFor({ name, version, source }: AddedPackage): Record<string, string | string[]> {
  const entry: Record<string, string | string[]> = { [source === 'hub' ? 'package' : source]: name };
  if (version !== undefined && version !== '')
    entry[source === 'git' ? 'revision' : 'version'] = version.includes(',') ? version.split(',') : version;
  return entry;
}

/** The text with the entry behind the last one, if that is what reading it then says. */
function appendedText(text: string, listed: readonly YamlValue[], entry: object): string | undefined {
  const indent = /^packages:[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*( *)- /m.exec(text)?.[1];
  if (indent === undefined) return undefined;
  const lines = writeYaml([entry])
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}`);
  const result = `${text.trimEnd()}\n${lines.join('\n')}\n`;
  const again = readYaml(new SourceText('', result));
  if (!again.ok || !isMapping(again.value.value)) return undefined;
  const after = again.value.value.packages;
  const expected = JSON.stringify([...listed, entry]);
  return JSON.stringify(after) === expected ? result : undefined;
}

/** Whether an entry is of the package, whatever it is taken from: `dbt_utils` is also called `dbt-utils`. */
function isSamePackage(entry: YamlMapping, name: string): boolean {
  const where = entry.package ?? entry.git ?? entry.local ?? entry.tarball ?? entry.private;
  if (typeof where !== 'string') return false;
  const short = name.slice(name.lastIndexOf('/') + 1);
  const spellings = [name, short].flatMap((each) => [
    each,
    each.replaceAll('_', '-'),
    each.replaceAll('-', '_'),
  ]);
  return spellings.some((spelling) => {
    const at = where.indexOf(spelling);
    if (at < 0) return false;
    const isEdge = (character: string | undefined) => character === undefined || '/.'.includes(character);
    return isEdge(where[at - 1]) && isEdge(where[at + spelling.length]);
  });
}

const plainTexts = (entry: YamlMapping): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry)
      .map(([key, value]) => [key, toPlain(value)] as const)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
