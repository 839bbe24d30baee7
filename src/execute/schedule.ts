/** A unit of work that waits for others. */
export interface Job {
  readonly id: string;
  /** If one of these has not succeeded, the job is skipped. */
  readonly needs: readonly string[];
  /** All of these must be over, however they ended. */
  readonly after: readonly string[];
  /** Jobs of a kind share a pool of workers. */
  readonly pool: 'build' | 'publish';
}

/** Left: it was not begun, since nothing new is. */
export type JobResult = 'done' | 'failed' | 'left';

/** How many jobs are published without waiting for more, and how many milliseconds fewer wait. */
const manyToPublish = 64;
const patience = 100;

export interface Schedule<J extends Job> {
  /** Runs one or, where the pool takes several at once, more jobs; resolves to each one's result, in order. Rejects only for a bug, which ends it all. */
  readonly run: (jobs: readonly J[], worker: number) => Promise<readonly JobResult[]>;
  /** Called once for each job that is not run since something that it needs failed; with the needs that did. */
  readonly skip: (job: J, because: readonly string[]) => void;
  /**
   * How many build jobs run at the same time. Publishing has one worker, which takes all that is ready; while others
   * build it waits a moment for more, since what is published together costs about as much as one.
   */
  readonly workers: number;
  /** The most build jobs that a worker takes at once, as long as there are enough for all workers; 1 if it is not said. */
  readonly atOnce?: number;
  /** Aborted: nothing new is started. */
  readonly signal: AbortSignal;
}

/**
 * Runs jobs in the order given, as soon as what they wait for is over, as many at a time as there are workers.
 *
 * @returns the jobs that were never started, because the signal was aborted
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  schedule: Schedule<J>,
): Promise<readonly J[]> {
  const dependents = new Map<string, J[]>();
  const waiting = new Map<string, number>();
  for (const job of jobs) {
    waiting.set(job.id, job.needs.length + job.after.length);
    for (const need of [...job.needs, ...job.after]) {
      const known = dependents.get(need);
      if (known === undefined) dependents.set(need, [job]);
      else known.push(job);
    }
  }
  const position = new Map(jobs.map((job, index) => [job.id, index]));
  const ready = { build: new Queue<J>(position), publish: new Queue<J>(position) };
  const failed = new Set<string>();
  const started = new Set<string>();
  let wake: () => void = () => {};

  const settle = (job: J, result: JobResult): void => {
    if (result === 'left') {
      started.delete(job.id);
      return;
    }
    if (result === 'failed') failed.add(job.id);
    const over = [job];
    for (const each of over) {
      for (const dependent of dependents.get(each.id) ?? []) {
        const left = waiting.get(dependent.id)! - 1;
        waiting.set(dependent.id, left);
        if (left === 0 && !enqueue(dependent)) over.push(dependent);
      }
    }
  };
  /** Gives false when the job is skipped, and so over. */
  const enqueue = (job: J): boolean => {
    const because = job.needs.filter((need) => failed.has(need));
    if (because.length === 0) {
      ready[job.pool].add(job);
      return true;
    }
    started.add(job.id);
    failed.add(job.id);
    schedule.skip(job, because);
    return false;
  };
  for (const job of jobs) if (waiting.get(job.id) === 0) enqueue(job);

  let running = 0;
  const idle = {
    build: Array.from({ length: schedule.workers }, (_, index) => schedule.workers - index),
    publish: [0],
  };
  let bug: { readonly thrown: unknown } | undefined;
  const start = (batch: readonly J[], pool: Job['pool'], worker: number): void => {
    running += 1;
    for (const job of batch) started.add(job.id);
    schedule
      .run(batch, worker)
      .then((results) => {
        for (const [index, job] of batch.entries()) settle(job, results[index]!);
      })
      .catch((thrown: unknown) => {
        bug ??= { thrown };
      })
      .finally(() => {
        running -= 1;
        idle[pool].push(worker);
        wake();
      });
  };
  const isStopped = (): boolean => schedule.signal.aborted || bug !== undefined;
  const isBuilding = (): boolean => ready.build.size > 0 || idle.build.length < schedule.workers;
  let waited: NodeJS.Timeout | undefined;
  let isDue = false;
  const publishLater = (): void => {
    waited ??= setTimeout(() => {
      isDue = true;
      wake();
    }, patience);
  };
  const publish = (): void => {
    clearTimeout(waited);
    waited = undefined;
    isDue = false;
    start(ready.publish.takeSome(ready.publish.size), 'publish', idle.publish.pop()!);
  };
  for (;;) {
    if (!isStopped() && ready.publish.size > 0 && idle.publish.length > 0) {
      if (isDue || !isBuilding() || ready.publish.size >= manyToPublish) publish();
      else publishLater();
    }
    while (!isStopped() && ready.build.size > 0 && idle.build.length > 0) {
      const share = Math.min(schedule.atOnce ?? 1, Math.ceil(ready.build.size / schedule.workers));
      start(ready.build.takeSome(share), 'build', idle.build.pop()!);
    }
    if (running === 0) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  clearTimeout(waited);
  if (bug !== undefined) throw bug.thrown;
  return jobs.filter((job) => !started.has(job.id));
}

/** Ready jobs, earliest in the plan first: a binary heap over their positions. */
class Queue<J extends Job> {
  readonly #position: ReadonlyMap<string, number>;
  readonly #heap: J[] = [];

  constructor(position: ReadonlyMap<string, number>) {
    this.#position = position;
  }

  get size(): number {
    return this.#heap.length;
  }

  add(job: J): void {
    const heap = this.#heap;
    let index = heap.push(job) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#before(heap[parent]!, heap[index]!)) break;
      this.#swap(parent, index);
      index = parent;
    }
  }

  take(): J {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const children = [2 * index + 1, 2 * index + 2].filter((child) => child < heap.length);
      const least = children.reduce(
        (best, child) => (this.#before(heap[child]!, heap[best]!) ? child : best),
        index,
      );
      if (least === index) return first;
      this.#swap(least, index);
      index = least;
    }
  }

  takeSome(most: number): J[] {
    return Array.from({ length: Math.min(most, this.size) }, () => this.take());
  }

  #before(a: J, b: J): boolean {
    return this.#position.get(a.id)! < this.#position.get(b.id)!;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }
}
