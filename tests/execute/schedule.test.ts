import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Job, type JobResult, runJobs } from '../../src/execute/schedule.ts';

interface Planned {
  readonly jobs: readonly Job[];
  /** How many turns of the event loop each job takes, and whether it fails. */
  readonly turns: readonly number[];
  readonly fails: readonly boolean[];
  readonly workers: number;
  /** Aborted before the job of that number starts. */
  readonly abortAt: number;
}

const plans: fc.Arbitrary<Planned> = fc
  .record({
    jobs: fc.array(
      fc.record({
        needs: fc.array(fc.nat(20), { maxLength: 3 }),
        after: fc.array(fc.nat(20), { maxLength: 2 }),
        publishes: fc.boolean(),
      }),
      { maxLength: 20 },
    ),
    turns: fc.array(fc.nat(4), { minLength: 20, maxLength: 20 }),
    fails: fc.array(
      fc.nat(5).map((roll) => roll === 0),
      { minLength: 20, maxLength: 20 },
    ),
    workers: fc.integer({ min: 1, max: 4 }),
    abortAt: fc.oneof(fc.constant(99), fc.nat(20)),
  })
  .map(({ jobs, ...rest }) => ({
    ...rest,
    jobs: jobs.map(({ needs, after, publishes }, index): Job => {
      const earlier = (numbers: readonly number[]) =>
        [...new Set(numbers.filter((number) => number < index))].map((number) => `j${number}`);
      const needed = earlier(needs);
      return {
        id: `j${index}`,
        needs: needed,
        after: earlier(after).filter((id) => !needed.includes(id)),
        pool: publishes ? 'publish' : 'build',
      };
    }),
  }));

/** What happened, in order. */
interface Log {
  readonly events: string[];
  readonly ended: Map<string, JobResult | 'skipped'>;
  readonly left: readonly string[];
  readonly mostAtOnce: { build: number; publish: number };
  readonly workersOf: Map<string, number>;
}

async function followed({ jobs, turns, fails, workers, abortAt }: Planned): Promise<Log> {
  const abort = new AbortController();
  const ended: Log['ended'] = new Map();
  const events: string[] = [];
  const workersOf = new Map<string, number>();
  const running = { build: 0, publish: 0 };
  const mostAtOnce = { build: 0, publish: 0 };
  const busy = new Set<number>();
  const left = await runJobs(jobs, {
    workers,
    signal: abort.signal,
    run: async (batch, worker) => {
      const { pool } = batch[0]!;
      expect(new Set(batch.map((job) => job.pool)).size).toBe(1);
      if (pool === 'build') expect(batch.length).toBe(1);
      expect(busy.has(worker)).toBe(false);
      busy.add(worker);
      running[pool] += 1;
      mostAtOnce[pool] = Math.max(mostAtOnce[pool], running[pool]);
      for (const job of batch) {
        for (const need of job.needs) expect(ended.get(need)).toBe('done');
        for (const over of job.after) expect(ended.has(over)).toBe(true);
        events.push(`start ${job.id}`);
        workersOf.set(job.id, worker);
        if (events.length > abortAt) abort.abort();
      }
      for (let turn = 0; turn < turns[indexOf(batch[0]!)]!; turn++) await new Promise(setImmediate);
      running[pool] -= 1;
      busy.delete(worker);
      return batch.map((job) => {
        const result = fails[indexOf(job)] ? 'failed' : 'done';
        expect(ended.has(job.id)).toBe(false);
        ended.set(job.id, result);
        return result;
      });
    },
    skip: (job, because) => {
      expect(because.length).toBeGreaterThan(0);
      for (const need of because) {
        expect(job.needs).toContain(need);
        expect(ended.get(need)).not.toBe('done');
      }
      expect(ended.has(job.id)).toBe(false);
      ended.set(job.id, 'skipped');
    },
  });
  return { events, ended, left: left.map(({ id }) => id), mostAtOnce, workersOf };
}

const indexOf = (job: Job): number => Number(job.id.slice(1));

test('every job ends once, in order, with no more at a time than there are workers', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { ended, left, mostAtOnce, workersOf } = await followed(plan);
      const ids = plan.jobs.map(({ id }) => id);
      expect([...ended.keys(), ...left].toSorted()).toEqual(ids.toSorted());
      expect(mostAtOnce.build).toBeLessThanOrEqual(plan.workers);
      expect(mostAtOnce.publish).toBeLessThanOrEqual(1);
      if (plan.abortAt === 99) expect(left).toEqual([]);
      for (const job of plan.jobs) {
        const worker = workersOf.get(job.id);
        if (worker !== undefined && job.pool === 'build')
          expect(worker >= 1 && worker <= plan.workers).toBe(true);
        const failed = job.needs.some((need) => ended.has(need) && ended.get(need) !== 'done');
        if (failed && !left.includes(job.id)) expect(ended.get(job.id)).toBe('skipped');
      }
    }),
    { numRuns: 300 },
  );
});

const build = (id: string, needs: readonly string[] = []): Job => ({ id, needs, after: [], pool: 'build' });
const never = new AbortController().signal;

test('what is ready is published in one batch once nothing else is built', async () => {
  const jobs: Job[] = [
    ...['a', 'b', 'c'].map((id) => build(id)),
    ...['a', 'b', 'c'].map((id): Job => ({ id: `p${id}`, needs: [id], after: [], pool: 'publish' })),
  ];
  const batches: string[] = [];
  await runJobs(jobs, {
    workers: 3,
    signal: never,
    skip: () => {},
    run: async (batch) => {
      const isPublish = batch[0]!.pool === 'publish';
      if (isPublish) batches.push(batch.map(({ id }) => id).join(' '));
      const turns = isPublish ? 5 : batch[0]!.id === 'a' ? 0 : 2;
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      return batch.map(() => 'done' as const);
    },
  });
  expect(batches).toEqual(['pa pb pc']);
});

test('what is ready is published although something else is built for long', async () => {
  const order: string[] = [];
  await runJobs([build('a'), build('long'), { id: 'pa', needs: ['a'], after: [], pool: 'publish' }], {
    workers: 2,
    signal: never,
    skip: () => {},
    run: async ([job]) => {
      while (job!.id === 'long' && !order.includes('pa')) await new Promise(setImmediate);
      order.push(job!.id);
      return ['done'];
    },
  });
  expect(order).toEqual(['a', 'pa', 'long']);
});

test('the earliest in the plan starts first', async () => {
  const started: string[] = [];
  await runJobs([build('a'), build('b', ['a']), build('c'), build('d', ['a'])], {
    workers: 1,
    signal: never,
    skip: () => {},
    run: async ([job]) => {
      started.push(job!.id);
      return ['done'];
    },
  });
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('a long chain is skipped without running out of stack', async () => {
  const jobs = Array.from({ length: 20_000 }, (_, index) =>
    build(`${index}`, index === 0 ? [] : [`${index - 1}`]),
  );
  let skipped = 0;
  await runJobs(jobs, {
    workers: 2,
    signal: never,
    skip: () => {
      skipped += 1;
    },
    run: async () => ['failed'],
  });
  expect(skipped).toBe(19_999);
});

test('a bug in a job ends the run with its error, after what runs beside it', async () => {
  let other = false;
  const jobs = runJobs([build('a'), build('b'), build('c', ['a'])], {
    workers: 2,
    signal: never,
    skip: () => {},
    run: async ([job]) => {
      if (job!.id === 'a') throw new Error('a bug');
      await new Promise(setImmediate);
      other = true;
      return ['done'];
    },
  });
  await expect(jobs).rejects.toThrow('a bug');
  expect(other).toBe(true);
});
