// npm run bench, npm run bench:examples: bundles the benchmarks, which are TypeScript, beside a copy of the product, and runs them.
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const built = resolve('target/bench');
rmSync(built, { recursive: true, force: true });
const names = ['run', 'bare', 'one-query', 'generate-project', 'template', 'examples', 'bare-statements'];
await build({
  entryPoints: names.map((name) => `bench/${name}.ts`).filter((path) => existsSync(path)),
  outdir: built,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  external: ['@duckdb/node-api'],
  logLevel: 'warning',
});
for (const folder of ['bin', 'dist']) cpSync(folder, `${built}/product/${folder}`, { recursive: true });
writeFileSync(`${built}/product/package.json`, '{ "type": "module" }\n');
const args = process.argv.slice(2);
const examples = args[0] === 'examples';
const { main } = await import(`file://${built}/${examples ? 'examples' : 'run'}.mjs`);
await main(examples ? args.slice(1) : args, built);
