import { spawnSync } from 'node:child_process';

/** Programs that do what Assay does, where they are installed. */
export interface Peers {
  /** dbt-core, in Python. */
  readonly dbtCore?: string;
  /** dbt 2, in Rust. */
  readonly dbt2?: string;
  readonly sqlmesh?: string;
}

/**
 * Finds the peers: where `BENCH_DBT_CORE`, `BENCH_DBT2` and `BENCH_SQLMESH` say, else as `dbt`, whichever that is, and
 * `sqlmesh` in the PATH. Those in Python take minutes, so they take part only when they are asked for.
 */
export function findPeers(isSlowWanted: boolean): Peers {
  const { BENCH_DBT_CORE, BENCH_DBT2 } = process.env;
  const candidates = [BENCH_DBT_CORE, BENCH_DBT2, 'dbt'].filter((program) => program !== undefined);
  const find = (version: RegExp) => candidates.find((program) => version.test(versionOf(program)));
  const dbt2 = find(/\b2\.\d+\.\d+/);
  const dbtCore = isSlowWanted ? find(/installed: +1\./) : undefined;
  const sqlmesh = process.env.BENCH_SQLMESH ?? 'sqlmesh';
  const hasSqlmesh = isSlowWanted && /^\d+\.\d+/.test(versionOf(sqlmesh));
  return { ...(dbtCore && { dbtCore }), ...(dbt2 && { dbt2 }), ...(hasSqlmesh && { sqlmesh }) };
}

function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout ?? '';
}
