import { spawnSync } from 'node:child_process';

/** Programs that do what Assay does, where they are installed. */
export interface Peers {
  /** dbt-core, in Python. */
  readonly dbtCore?: string;
  /** dbt 2, in Rust. */
  readonly dbt2?: string;
}

/**
 * Finds the peers: where `BENCH_DBT_CORE` and `BENCH_DBT2` say, else as `dbt` in the PATH, whichever that is. dbt-core
 * takes minutes, so it takes part only when it is asked for.
 */
export function findPeers(isSlowWanted: boolean): Peers {
  const { BENCH_DBT_CORE, BENCH_DBT2 } = process.env;
  const candidates = [BENCH_DBT_CORE, BENCH_DBT2, 'dbt'].filter((program) => program !== undefined);
  const find = (version: RegExp) => candidates.find((program) => version.test(versionOf(program)));
  const dbt2 = find(/\b2\.\d+\.\d+/);
  const dbtCore = isSlowWanted ? find(/installed: +1\./) : undefined;
  return { ...(dbtCore && { dbtCore }), ...(dbt2 && { dbt2 }) };
}

function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout ?? '';
}
