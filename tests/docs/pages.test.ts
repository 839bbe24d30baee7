import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../cli/harness.ts';
import { allPages, blocksOf, type Page, readPage } from './pages.ts';

const pages = allPages();

test.each(pages)('the links of $path lead somewhere', (page) => {
  const prose = page.text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  const broken = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => !leads(page, link));
  expect(broken).toEqual([]);
});

function leads(page: Page, link: string): boolean {
  const [path, anchor] = link.split('#') as [string, string | undefined];
  const target = path === '' ? page.path : normalize(join(dirname(page.path), path));
  if (!existsSync(join(repository, target))) return false;
  return anchor === undefined || anchorsOf(readPage(target)).has(anchor);
}

/** The anchors that GitHub gives headings. */
const anchorsOf = ({ text }: Page): ReadonlySet<string> =>
  new Set(
    [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ +(.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/ /g, '-'),
    ),
  );

test('every page of the guide and the reference is in its list of contents', () => {
  const missing = pages
    .filter(({ path }) => /^docs\/(guide|reference)\//.test(path) && !path.endsWith('README.md'))
    .filter(({ path }) => {
      const [, folder, file] = path.split('/');
      return !readPage(`docs/${folder}/README.md`).text.includes(`(${file})`);
    });
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test('blocks that are shown have a language or are outputs', () => {
  const languages = new Set(['', 'sh', 'sql', 'yaml', 'diff', 'csv', 'json', 'ts', 'python']);
  const others = pages.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => !languages.has(language))
      .map(({ line, language }) => `${page.path}:${line} ${language}`),
  );
  expect(others).toEqual([]);
});

describe('ARCHITECTURE.md', () => {
  const { text } = readPage('ARCHITECTURE.md');
  const walk = text.slice(text.indexOf('\n## The walk'), text.indexOf('\n## Laws'));

  test('walks through every room, in the order of the law', () => {
    const law = readFileSync(join(repository, 'tests/architecture.test.ts'), 'utf8');
    const rooms = [.../const rooms = \[([^\]]+)\]/.exec(law)![1]!.matchAll(/'([a-z]+)'/g)].map(
      (match) => match[1],
    );
    const walked = [...walk.matchAll(/^### ([a-z]+)/gm)].map((match) => match[1]);
    expect(walked).toEqual(rooms);
  });

  test('names files that exist', () => {
    const sections = walk.split(/^### /m).slice(1);
    const missing = sections.flatMap((section) => {
      const room = /^[a-z/]+/.exec(section)![0];
      return [...section.matchAll(/`([\w*./-]+\.ts)`/g)]
        .map((match) => match[1]!)
        .filter((file) => !exists(room, file));
    });
    const elsewhere = [...text.replace(walk, '').matchAll(/`((?:[\w-]+\/)+[\w*-]+\.(?:ts|mjs|json))`/g)]
      .map((match) => match[1]!)
      .filter((file) => !existsSync(join(repository, file)) && !existsSync(join(repository, 'src', file)));
    expect([...missing, ...elsewhere]).toEqual([]);
  });

  test('has a row for every dependency, with its licence', () => {
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const table = text.slice(text.indexOf('\n### Dependencies'));
    const rows = [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map((match) => [
      match[1]!,
      match[2]!.trim(),
    ]);
    const licence = (name: string) =>
      (
        JSON.parse(readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8')) as {
          license: string;
        }
      ).license;
    const imported = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(join(repository, 'src', file), 'utf8').matchAll(
          /(?:from|import\() ?'([^.'\n][^'\n]*)'/g,
        ),
      ])
      .map((match) => /^(@[^/]+\/)?[^/]+/.exec(match[1]!)![0])
      .filter((name) => name in { ...manifest.dependencies, ...manifest.devDependencies });
    const names = new Set([...imported, ...Object.keys(manifest.dependencies)]);
    const expected = [...names].map((name) => [name, licence(name)]);
    expect(rows.sort()).toEqual(expected.sort());
    const development = Object.keys(manifest.devDependencies).filter(
      (name) => !table.includes(`\`${name}\``),
    );
    expect(development).toEqual([]);
  });
});

/** A file of a room, by its path in it or, if that is unique enough to find it, its name. `parse-*.ts` stands for several. */
function exists(room: string, file: string): boolean {
  const pattern = new RegExp(`(^|/)${file.replaceAll('.', '\\.').replaceAll('*', '[\\w-]*')}$`);
  return readdirSync(join(repository, 'src', room), { recursive: true, encoding: 'utf8' }).some((path) =>
    pattern.test(path.replaceAll('\\', '/')),
  );
}
