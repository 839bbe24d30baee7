import { execFileSync } from 'node:child_process';
import { lstatSync, readlinkSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';
import { type Files, type Sandbox, sandbox } from '../cli/harness.ts';
import { archive, serveHub as startHub } from './hub-server.ts';

async function serveHub(...given: Parameters<typeof startHub>) {
  const hub = await startHub(...given);
  onTestFinished(() => void hub.close());
  return hub;
}

const project = 'name: shop\nprofile: shop\n';
const named = (name: string) => ({ 'dbt_project.yml': `name: ${name}\n` });

function shop(files: Files): Sandbox {
  return sandbox({ 'dbt_project.yml': project, ...files });
}

const deps = (place: Sandbox, args: readonly string[] = [], env: Record<string, string> = {}) =>
  runAssay(['deps', ...args], place.dir, { PATH: process.env.PATH!, ...env });

/** Makes a folder a git repository with one commit for each of these; gives the commits. */
function repository(
  place: Sandbox,
  folder: string,
  commits: readonly { files: Files; tag?: string; branch?: string }[],
) {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: place.path(folder),
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    }).trim();
  const shas: string[] = [];
  for (const [index, { files, tag, branch }] of commits.entries()) {
    place.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])));
    if (index === 0) {
      git('init', '-q', '-b', 'main');
      git('config', 'user.email', 'a@b.c');
      git('config', 'user.name', 'a');
    }
    if (branch !== undefined) git('checkout', '-q', '-b', branch);
    git('add', '-A');
    git('commit', '-q', '-m', 'change', '--allow-empty');
    shas.push(git('rev-parse', 'HEAD'));
    if (tag !== undefined) git('tag', tag);
    if (branch !== undefined) git('checkout', '-q', 'main');
  }
  return shas;
}

test('a folder is linked', async () => {
  const place = shop({
    'packages.yml': 'packages:\n  - local: shared\n',
    'shared/dbt_project.yml': 'name: shared_macros\n',
  });
  const ran = await deps(place);
  expect(ran.printed).toMatchInlineSnapshot(`
    "wrote package-lock.yml with 1 package
    installed shared_macros   <local @ shared>
    "
  `);
  expect(ran.exit).toBe(0);
  expect(lstatSync(place.path('dbt_packages/shared_macros')).isSymbolicLink()).toBe(true);
  expect(readlinkSync(place.path('dbt_packages/shared_macros'))).toBe(place.path('shared'));
});

test('the lock file is dbt’s to the letter', async () => {
  const hub = await serveHub({
    'dbt-labs/dbt_utils': { '1.1.1': { name: 'dbt_utils', files: named('dbt_utils') } },
  });
  const place = sandbox({
    'shop/dbt_project.yml': project,
    'shop/packages.yml': 'packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.1.1\n  - local: ../x\n',
    'x/dbt_project.yml': 'name: x\n',
  });
  const ran = await deps(place, ['--project-dir', 'shop'], { DBT_PACKAGE_HUB_URL: hub.address });
  expect(ran.exit, ran.printed).toBe(0);
  expect(place.read('shop/package-lock.yml')).toBe(`packages:
  - name: dbt_utils
    package: dbt-labs/dbt_utils
    version: 1.1.1
  - local: ../x
    name: x
sha1_hash: 2d29c76d6c93e90086ad57286162a877ee756bb5
`);
  expect(place.read('shop/dbt_packages/dbt_utils/dbt_project.yml')).toBe('name: dbt_utils\n');
});

describe('the hub', () => {
  const utils = (name = 'dbt_utils') => ({ name, files: named(name) });

  test('the highest version that suits everyone is taken, with what it needs', async () => {
    const hub = await serveHub({
      'dbt-labs/dbt_utils': {
        '0.9.0': utils(),
        '1.0.0': utils(),
        '1.2.0': utils(),
        '1.3.0-rc1': utils(),
        '2.0.0': { ...utils(), require_dbt_version: ['>=2.0.0'] },
      },
      'calogica/dbt_date': {
        '0.10.0': {
          name: 'dbt_date',
          files: named('dbt_date'),
          packages: [{ package: 'dbt-labs/dbt_utils', version: ['>=1.0.0', '<1.2.0'] }],
        },
      },
    });
    const place = shop({
      'packages.yml':
        'packages:\n  - package: dbt-labs/dbt_utils\n    version: [">=0.9.0"]\n  - package: calogica/dbt_date\n    version: 0.10.0\n',
    });
    const ran = await deps(place, [], { DBT_PACKAGE_HUB_URL: hub.address });
    expect(ran.exit, ran.printed).toBe(0);
    expect(place.read('package-lock.yml')).toContain('package: dbt-labs/dbt_utils\n    version: 1.0.0\n');
    expect(place.files('dbt_packages')).toEqual([
      'dbt_packages/dbt_date/dbt_project.yml',
      'dbt_packages/dbt_utils/dbt_project.yml',
    ]);
    expect(ran.printed).toContain('installed dbt_utils   version 1.0.0   there is 1.2.0');
  });

  test('the lock file counts until packages.yml changes, or with --upgrade', async () => {
    const versions = { '1.0.0': utils() } as Record<string, ReturnType<typeof utils>>;
    const packages = { 'dbt-labs/dbt_utils': versions };
    const hub = await serveHub(packages);
    const env = { DBT_PACKAGE_HUB_URL: hub.address };
    const place = shop({
      'packages.yml': 'packages:\n  - package: dbt-labs/dbt_utils\n    version: ">=1.0.0"\n',
    });
    expect((await deps(place, [], env)).exit).toBe(0);
    const before = place.read('package-lock.yml');
    const other = await serveHub({ 'dbt-labs/dbt_utils': { '1.0.0': utils(), '1.5.0': utils() } });
    const moved = { DBT_PACKAGE_HUB_URL: other.address };
    const again = await deps(place, [], moved);
    expect(again.printed).toMatchInlineSnapshot(`
      "installed dbt_utils   version 1.0.0   there is 1.5.0
      "
    `);
    expect(place.read('package-lock.yml')).toBe(before);
    await deps(place, ['--upgrade', '--lock'], moved);
    expect(place.read('package-lock.yml')).toContain('version: 1.5.0');
    expect(place.read('dbt_packages/dbt_utils/dbt_project.yml')).toBe('name: dbt_utils\n');
  });

  test('prereleases count only when they are asked for', async () => {
    const hub = await serveHub({ 'a/b': { '1.0.0': utils('b'), '2.0.0-beta.1': utils('b') } });
    const env = { DBT_PACKAGE_HUB_URL: hub.address };
    const locked = async (entry: string) => {
      const place = shop({ 'packages.yml': `packages:\n  - package: a/b\n${entry}` });
      const ran = await deps(place, ['--lock'], env);
      expect(ran.exit, ran.printed).toBe(0);
      return /version: (\S+)/.exec(place.read('package-lock.yml'))![1];
    };
    expect(await locked('    version: ">=1.0.0"\n')).toBe('1.0.0');
    expect(await locked('    version: ">=1.0.0"\n    install_prerelease: true\n')).toBe('2.0.0-beta.1');
    expect(await locked('    version: 2.0.0-beta.1\n')).toBe('2.0.0-beta.1');
  });

  test('packages that need each other are installed once', async () => {
    const hub = await serveHub({
      'a/one': { '1.0.0': { ...utils('one'), packages: [{ package: 'a/two', version: '1.0.0' }] } },
      'a/two': { '1.0.0': { ...utils('two'), packages: [{ package: 'a/one', version: '1.0.0' }] } },
    });
    const place = shop({ 'packages.yml': 'packages:\n  - package: a/one\n    version: 1.0.0\n' });
    const ran = await deps(place, [], { DBT_PACKAGE_HUB_URL: hub.address });
    expect(ran.exit, ran.printed).toBe(0);
    expect(place.files('dbt_packages').length).toBe(2);
  });
});

describe('git', () => {
  test('tags, branches, commits, folders of a repository', async () => {
    const place = shop({});
    const [first, second, third] = repository(place, 'repo', [
      {
        files: { 'dbt_project.yml': 'name: tools\n', 'sub/dbt_project.yml': 'name: sub_tools\n' },
        tag: 'v1',
      },
      { files: { 'macros/a.sql': '{% macro a() %}{% endmacro %}' }, branch: 'next' },
      { files: { 'macros/b.sql': '{% macro b() %}{% endmacro %}' } },
    ]);
    const at = async (lines: string) => {
      place.write({ 'packages.yml': `packages:\n  - git: ${place.path('repo')}\n${lines}` });
      const ran = await deps(place);
      expect(ran.exit, ran.printed).toBe(0);
      return { ran, sha: /revision: (\S+)/.exec(place.read('package-lock.yml'))?.[1] };
    };
    expect((await at('    revision: v1\n')).sha).toBe(first);
    expect(place.exists('dbt_packages/tools/macros')).toBe(false);
    expect((await at('    revision: next\n')).sha).toBe(second);
    expect(place.exists('dbt_packages/tools/macros/a.sql')).toBe(true);
    expect((await at(`    revision: ${first}\n`)).sha).toBe(first);
    const { ran, sha } = await at('    subdirectory: sub\n');
    expect(sha).toBe(third);
    expect(ran.printed).toContain('A7014');
    expect(ran.printed).toMatch(/installed sub_tools {3}revision [0-9a-f]{40}, sub/);
    expect(place.files('dbt_packages')).toEqual(['dbt_packages/sub_tools/dbt_project.yml']);
    const quiet = await at('    subdirectory: sub\n    warn-unpinned: false\n');
    expect(quiet.ran.printed).not.toContain('A7014');
  });

  test('secrets stay out of the lock file and of what is said', async () => {
    const place = shop({});
    repository(place, 'hidden', [{ files: { 'dbt_project.yml': 'name: tools\n' }, tag: 'v1' }]);
    const git = `{{ env_var('DBT_ENV_SECRET_ROOT') }}/hidden`;
    place.write({ 'packages.yml': `packages:\n  - git: "${git}"\n    revision: v1\n` });
    const env = { DBT_ENV_SECRET_ROOT: place.dir };
    const ran = await deps(place, [], env);
    expect(ran.exit, ran.printed).toBe(0);
    expect(ran.printed).not.toContain(place.dir);
    expect(place.read('package-lock.yml')).toContain(`git: '{{ env_var(''DBT_ENV_SECRET_ROOT'') }}/hidden'`);
    expect((await deps(place, [], env)).exit).toBe(0);
  });
});

test('an archive is unpacked', async () => {
  const hub = await serveHub(
    {},
    { '/y.tar.gz': await archive('whatever-1.0', { 'dbt_project.yml': 'name: y\n', 'macros/m.sql': 'x' }) },
  );
  const place = shop({ 'packages.yml': `packages:\n  - tarball: ${hub.address}y.tar.gz\n    name: why\n` });
  const ran = await deps(place);
  expect(ran.exit, ran.printed).toBe(0);
  expect(place.files('dbt_packages')).toEqual([
    'dbt_packages/why/dbt_project.yml',
    'dbt_packages/why/macros/m.sql',
  ]);
  expect(place.read('package-lock.yml')).toContain(`name: why\n    tarball: ${hub.address}y.tar.gz\n`);
});

describe('--add-package', () => {
  test('is written to packages.yml, with its comments, and installed', async () => {
    const place = shop({
      'packages.yml': '# ours\npackages:\n  - local: one # first\n',
      'one/dbt_project.yml': 'name: one\n',
      'two/dbt_project.yml': 'name: two\n',
    });
    const ran = await deps(place, ['--add-package', 'two', '--source', 'local']);
    expect(ran.exit, ran.printed).toBe(0);
    expect(place.read('packages.yml')).toBe('# ours\npackages:\n  - local: one # first\n  - local: two\n');
    expect(place.exists('dbt_packages/one') && place.exists('dbt_packages/two')).toBe(true);
  });

  test('makes packages.yml, and takes the place of what was there', async () => {
    const hub = await serveHub({
      'dbt-labs/dbt_utils': {
        '1.0.0': { name: 'dbt_utils', files: named('dbt_utils') },
        '1.1.0': { name: 'dbt_utils', files: named('dbt_utils') },
      },
    });
    const env = { DBT_PACKAGE_HUB_URL: hub.address };
    const place = shop({});
    await deps(place, ['--add-package', 'dbt-labs/dbt_utils@1.0.0'], env);
    expect(place.read('packages.yml')).toBe(
      'packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.0.0\n',
    );
    const again = await deps(place, ['--add-package', 'dbt-labs/dbt_utils@>=1.0.0,<2.0.0'], env);
    expect(again.exit, again.printed).toBe(0);
    expect(place.read('packages.yml')).toBe(
      "packages:\n  - package: dbt-labs/dbt_utils\n    version:\n      - '>=1.0.0'\n      - <2.0.0\n",
    );
    expect(place.read('package-lock.yml')).toContain('version: 1.1.0');
  });
});

test('packages-install-path, dependencies.yml, and nothing to install', async () => {
  const place = sandbox({
    'dbt_project.yml':
      "name: shop\nprofile: shop\npackages-install-path: \"{{ env_var('WHERE', 'vendor') }}\"\n",
    'dependencies.yml': 'packages:\n  - local: shared\n',
    'shared/dbt_project.yml': 'name: shared\n',
  });
  expect((await deps(place)).exit).toBe(0);
  expect(place.exists('vendor/shared/dbt_project.yml')).toBe(true);
  const none = await deps(shop({}));
  expect(none.exit).toBe(0);
  expect(none.printed).toBe('there are no packages to install: packages.yml names none\n');
});
