import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { repository } from '../cli/harness.ts';
import { caseNames, casePath, chosen, recordPath } from './cases.ts';
import { Dbt } from './dbt.ts';
import { play } from './play.ts';
import { printJson } from './record.ts';

/*
 * Not a test: `npm run parity -- --record [area/name …]` comes here to write what dbt gives beside each case. What dbt said
 * goes to target/parity/, to see whether a case shows what it is meant to show.
 */
const environment = process.env.PARITY_RECORD ?? '';

describe('recorded', () => {
  const workers: Dbt[] = [];
  const free: Dbt[] = [];
  const make = (): Dbt => {
    const dbt = new Dbt(environment);
    workers.push(dbt);
    return dbt;
  };
  test.concurrent.each(chosen(caseNames))('%s', { timeout: 600_000 }, async (name) => {
    const dbt = free.pop() ?? make();
    try {
      const { record, seconds } = await play(casePath(name), dbt.run);
      const head = { dbt: dbt.version, seconds: Number(seconds.toFixed(1)) };
      writeFileSync(recordPath(name), `${printJson({ ...head, ...record })}\n`);
    } finally {
      const log = join(repository, 'target', 'parity', `${name}.log`);
      mkdirSync(dirname(log), { recursive: true });
      writeFileSync(log, dbt.log());
      free.push(dbt);
    }
  });
  afterAll(() => {
    for (const dbt of workers) dbt.close();
  });
});
