import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, error } from '../../base/index.ts';
import { unwritten } from '../artifacts/write-artifacts.ts';
import { Notes } from '../notes.ts';
import type { Terminal } from '../terminal.ts';

export interface InitOptions {
  readonly quiet?: boolean;
}

/** The files that a new project starts with; the bundle is in dist/, beside it. */
const scaffold = fileURLToPath(new URL('../scaffold', import.meta.url));

/** `init NAME`: a project that builds at once. It is made beside its place and moved there whole. */
export function initProject(name: string, options: InitOptions, terminal: Terminal): 0 | 1 | 2 {
  const notes = new Notes(terminal, options);
  const folder = join(terminal.cwd, name);
  const refused = wrongName(name) ?? taken(folder, name);
  if (refused !== undefined) {
    notes.diagnose([refused]);
    return 2;
  }
  const draft = join(terminal.cwd, `.${name}.${process.pid}`);
  try {
    for (const [path, text] of scaffoldFiles(name)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) rmdirSync(folder);
    renameSync(draft, folder);
  } catch (thrown) {
    rmSync(draft, { recursive: true, force: true });
    notes.diagnose([unwritten(thrown)]);
    return 1;
  }
  if (options.quiet !== true) {
    const assay = terminal.env.npm_command === 'exec' ? 'npx assay' : 'assay';
    terminal.stdout.write(
      `${name}/ is a project that builds: its README.md tells what is in it\n\n  cd ${name}\n  ${assay} build\n`,
    );
  }
  return 0;
}

/** The rule is project.yml's for its name. */
function wrongName(name: string): Diagnostic | undefined {
  if (/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const better = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '');
  const hint = better === '' ? 'such as: assay init shop' : `such as: assay init ${better}`;
  return error(
    'A4009',
    `'${name}' cannot be the name of a project: letters, digits and underscores, no digit first`,
    { hint },
  );
}

function taken(folder: string, name: string): Diagnostic | undefined {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isDirectory())
    return error('A4003', `there is a file called '${name}' already`, { hint: 'choose another name' });
  if (readdirSync(folder).length === 0) return undefined;
  return error('A4003', `the folder '${name}' has files in it`, {
    hint: 'choose another name, or remove the folder',
  });
}

/** A name that npm would not pack, or that tools would mind in this repository, starts with `dot-`. */
function scaffoldFiles(name: string): [path: string, text: string][] {
  const named = (text: string): string => text.replaceAll('__name__', name);
  return readdirSync(scaffold, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const place = path.slice(scaffold.length + 1).replace(/(^|[\\/])dot-/, '$1.');
      return [named(place), named(readFileSync(path, 'utf8'))];
    });
}
