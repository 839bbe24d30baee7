import { basename } from 'node:path';
import { optimizeLater } from './optimize-later.ts';
import { runProgram } from './program.ts';
import { openTerminal } from './terminal.ts';

optimizeLater();
// DuckDB runs statements on libuv's pool, whose four threads would be fewer than a run has sessions. It is read once.
process.env.UV_THREADPOOL_SIZE ??= '16';
const calledDbt = basename(process.argv[1] ?? '', '.js') === 'dbt';
process.exitCode = await runProgram(process.argv, openTerminal(process.argv, calledDbt ? 'dbt' : 'assay'));
