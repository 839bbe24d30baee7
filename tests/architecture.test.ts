import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The rooms in the order of the law: a room imports only from rooms before it, through their index.ts. */
const rooms = [
  'base',
  'project',
  'packages',
  'template',
  'parse',
  'manifest',
  'graph',
  'adapter',
  'state',
  'compile',
  'fingerprint',
  'plan',
  'check',
  'publish',
  'execute',
  'adapters',
  'features',
  'report',
  'cli',
];

/** Who may import a library. */
const owners: Record<string, string> = {
  yaml: 'project',
  'js-yaml': 'project',
  zod: 'project',
  tinyglobby: 'project',
  '@duckdb/node-api': 'adapters',
  diff: 'report',
  picocolors: 'report',
  'string-width': 'report',
  commander: 'cli',
  'modern-tar': 'packages',
  nunjucks: 'cli',
};

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(src, file), 'utf8') }));

/** Without comments and texts, in which words mean nothing. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');

const imports = files.flatMap(({ file, text }) =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|\nimport '([^']+)'/g,
    ),
  ].map((match) => ({
    file,
    from: file.split('/')[0]!,
    target: (match[1] ?? match[2] ?? match[3])!,
  })),
);
const inside = imports
  .filter(({ target }) => target.startsWith('.') && target.endsWith('.ts'))
  .map((entry) => {
    const path = relative(src, join(src, entry.file, '..', entry.target)).replaceAll('\\', '/');
    return { ...entry, path, room: path.split('/')[0]! };
  });

test('every folder of src is a room', () => {
  expect(
    [...new Set(files.map(({ file }) => file.split('/')[0]!))].filter((room) => !rooms.includes(room)),
  ).toEqual([]);
});

test('rooms import only from rooms before them', () => {
  const wrong = inside.filter(({ from, room }) => rooms.indexOf(room) > rooms.indexOf(from));
  expect(
    wrong.map(
      ({ file, path }) =>
        `src/${file} imports src/${path}, a room after its own: move the code or the type up`,
    ),
  ).toEqual([]);
});

test('rooms are entered through their index.ts', () => {
  const entry = /^[a-z]+\/index\.ts$|^adapters\/[a-z]+\/index\.ts$|^features\/[a-z-]+\/index\.ts$/;
  const wrong = inside.filter(({ from, room, path }) => room !== from && !entry.test(path));
  expect(
    wrong.map(({ file, path }) => `src/${file} imports src/${path}: import from the room's index.ts`),
  ).toEqual([]);
});

test('each library has one owner', () => {
  const wrong = imports.filter(({ target, from }) => {
    if (target.startsWith('.') || target.startsWith('node:')) return false;
    const name = target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/');
    return owners[name] !== from;
  });
  expect(
    wrong.map(
      ({ file, target }) =>
        `src/${file} imports ${target}: only src/${owners[target] ?? '(nobody: list it here)'} may`,
    ),
  ).toEqual([]);
});

test('no import cycles', () => {
  const edges = new Map<string, string[]>();
  for (const { file, path } of inside) edges.set(file, [...(edges.get(file) ?? []), path]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    }
  };
  for (const { file } of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('only the cli touches the process, only the cli and the report write', () => {
  const touching = files.filter(
    ({ file, text }) =>
      !file.startsWith('cli/') && /\bprocess\.(env|exit|argv|stdout|stderr|cwd|on)\b|\bconsole\./.test(text),
  );
  expect(
    touching.map(({ file }) => `src/${file} touches the process: take what it needs as an argument`),
  ).toEqual([]);
});

test('nothing is typed any', () => {
  const any = files.filter(
    ({ text }) =>
      /@ts-ignore|@ts-expect-error|biome-ignore/.test(text) ||
      /:\s*any\b|\bas any\b|<any>/.test(withoutComments(text)),
  );
  expect(any.map(({ file }) => `src/${file}`)).toEqual([]);
});

test('files have names that say what is in them', () => {
  expect(
    files
      .filter(({ file }) => /(utils?|helpers?|common|misc|manager|context|stuff)\.ts$/.test(file))
      .map(({ file }) => file),
  ).toEqual([]);
});

test('no file has more than one concept, as far as its length tells', () => {
  const long = files
    .map(({ file, text }) => ({ file, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > 300);
  expect(
    long.map(({ file, lines }) => `src/${file} has ${lines} lines: split it by what it is about`),
  ).toEqual([]);
});
