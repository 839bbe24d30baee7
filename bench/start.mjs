// npm run bench, npm run bench:examples: bundles the benchmarks and runs them.
import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';

const built = resolve('target/bench');
await bundle(built);
const args = process.argv.slice(2);
const examples = args[0] === 'examples';
const { main } = await import(`file://${built}/${examples ? 'examples' : 'run'}.mjs`);
await main(examples ? args.slice(1) : args, built);
