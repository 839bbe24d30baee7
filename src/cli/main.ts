import { basename } from 'node:path';
import { runProgram } from './program.ts';
import { openTerminal } from './terminal.ts';

// DuckDB runs statements on libuv's pool, whose four threads would be fewer than a run has sessions. It is read once.
process.env.UV_THREADPOOL_SIZE ??= '16';
const calledDbt = basename(process.argv[1] ?? '', '.js') === 'dbt';
// What Node says of a program that waits for something that never comes; it would be 0 otherwise.
process.exitCode = 13;
void runProgram(process.argv, openTerminal(process.argv, calledDbt ? 'dbt' : 'assay')).then((exitCode) => {
  process.exitCode = exitCode;
});
