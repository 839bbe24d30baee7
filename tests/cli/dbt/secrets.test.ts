import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runAssay } from '../../bad-input/in-process.ts';

const files = {
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: dev.duckdb}}}\n',
  'macros/say.sql':
    "{% macro say(x) %}{{ log('it is ' ~ x, info=true) }}{{ log('quietly ' ~ x) }}{% endmacro %}\n",
};

test.each(['text', 'json', 'debug'])('logs/dbt.log holds no secrets, as %s', async (format) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-secrets-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'macros'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const env = { PATH: process.env.PATH ?? '', HOME: folder, TZ: 'UTC', DBT_ENV_SECRET_TOKEN: 'hush-hush' };
  const words = ['--log-format-file', format, 'run-operation', 'say', '--args', '{x: hush-hush}'];
  const { exit } = await runAssay(words, folder, env, 'dbt');
  expect(exit).toBe(0);
  const log = readFileSync(join(folder, 'logs', 'dbt.log'), 'utf8');
  expect(log).toContain('it is *****');
  expect(log).toContain('quietly *****');
  expect(log).not.toContain('hush-hush');
});
