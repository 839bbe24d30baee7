import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bareProject } from '../../bench/bare-project.ts';
import type { Line } from '../../bench/examples.ts';
import { generate } from '../../bench/generate.ts';
import { generateRows } from '../../bench/generate-rows.ts';
import { goals, isReached } from '../../bench/goals.ts';
import { median } from '../../bench/measure.ts';
import { parts } from '../../bench/parts/index.ts';
import { figures, type Written } from '../../bench/run.ts';
import { repository, sandbox } from '../cli/harness.ts';

const models = 24;

describe('the generated project', () => {
  test('is the same each time', () => {
    const [one, other] = [sandbox(), sandbox()];
    for (const { dir } of [one, other]) generate({ directory: dir, models, dialect: 'assay' });
    const contents = (project: typeof one) => project.files().map((path) => [path, project.read(path)]);
    expect(contents(one)).toEqual(contents(other));
  });

  test('has as many models as were asked for, of about 40 lines, with three tests each', () => {
    const project = sandbox();
    generate({ directory: project.dir, models, dialect: 'assay' });
    const files = project.files('models').map((path) => project.read(path));
    const sql = files.filter((text) => text.includes('select'));
    expect(sql).toHaveLength(models);
    for (const text of sql) expect(Math.abs(text.split('\n').length - 40)).toBeLessThan(6);
    const tests = files.join('').match(/^ +- (not_null|unique|accepted_values)/gm);
    expect(tests).toHaveLength(3 * models);
  });

  test('is a dbt project too', () => {
    const project = sandbox();
    generate({ directory: project.dir, models, dialect: 'dbt' });
    expect(project.exists('project.yml')).toBe(false);
    expect(project.files()).toEqual(expect.arrayContaining(['dbt_project.yml', 'profiles.yml']));
  });

  test('is one of SQLMesh too, where relations have their names', () => {
    const project = sandbox();
    generate({ directory: project.dir, models, dialect: 'sqlmesh' });
    const sql = project.files('models').map((path) => project.read(path));
    expect(sql).toHaveLength(models + 1);
    expect(sql.join('')).not.toMatch(/ref\(|config\(/);
    const gold = project.read('models/gold/area_000/gold_00000.sql');
    expect(gold).toContain('name gold.gold_00000');
    expect(gold).toMatch(/from silver\.silver_\d+/);
    expect(gold.match(/not_null|unique_values|accepted_values/g)).toHaveLength(3);
  });

  test('builds, and comes down to statements in an order that works', async () => {
    const project = sandbox();
    generate({ directory: project.dir, models, dialect: 'assay' });
    const built = await project.spawned(['build']);
    expect(built.exitCode, built.page).toBe(0);
    const { schemas, steps } = bareProject(project.dir);
    expect(schemas).toHaveLength(4);
    expect(steps).toHaveLength(models + 1);
    expect(steps.filter((step) => step.test !== undefined)).toHaveLength(models);
    for (const [index, step] of steps.entries()) {
      for (const need of step.needs) expect(need).toBeLessThan(index);
      expect(step.create).not.toContain('__staged');
    }
  });
});

describe('the project of many rows', () => {
  test('has a hundred models with three tests each', () => {
    const project = sandbox();
    generateRows(project.dir);
    const files = project.files('models').map((path) => project.read(path));
    expect(files.filter((text) => text.includes('select'))).toHaveLength(100);
    expect(files.join('').match(/^ +- (not_null|unique|accepted_values)/gm)).toHaveLength(300);
  });
});

test('a median is the middle, or between the two that are', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 2, 9])).toBe(3);
});

describe('the figures in the docs', () => {
  const read = (path: string) => readFileSync(`${repository}/${path}`, 'utf8');

  const written = JSON.parse(read('bench/results.json')) as Written;
  const page = read('docs/reference/benchmarks.md');

  test('are those of the results file', () => {
    expect(page).toContain(`<!-- figures -->\n\n${figures(written)}\n\n<!-- end of figures -->`);
  });

  test('reach what is promised', () => {
    const missed = goals(written.results).filter((goal) => !isReached(goal));
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  test('are of parts that the page names', () => {
    for (const { name } of parts) expect(page).toContain(`\`${name}\``);
    for (const { part } of written.results) expect(parts.map(({ name }) => name)).toContain(part);
  });

  test('are those of the examples, each at most 1.2 times bare DuckDB', () => {
    const { lines } = JSON.parse(read('bench/examples.json')) as { readonly lines: readonly Line[] };
    const examples = read('docs/reference/examples-at-scale.md');
    expect(lines.map(({ system, rows }) => `${system} ${rows}`)).toEqual([
      'reports 1000000',
      'gmv 1000000',
      'payments 1000000',
      'orders 1000000',
      'retail 1000000',
      'gmv 10000000',
      'retail 10000000',
    ]);
    for (const { system, rows, assay, bare } of lines) {
      expect(assay.seconds / bare.seconds, `${system} ${rows}`).toBeLessThanOrEqual(1.2);
      expect(examples).toContain(`| ${assay.seconds.toFixed(1)} |`);
    }
  });
});
