// npm run examples: makes the small input of each example, builds it in its folder, and says what came of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const examples = resolve('examples');
let failed = false;
for (const system of ['reports', 'gmv', 'payments', 'orders', 'retail']) {
  const project = join(examples, system);
  if (!existsSync(join(project, 'project.yml'))) continue;
  const out = system === 'reports' ? '.' : 'input';
  const generated = execFileSync(
    process.execPath,
    [join(examples, 'generate/generate.mjs'), system, '--out', join(project, out)],
    { encoding: 'utf8' },
  );
  const built = spawnSync(process.execPath, [resolve('bin/assay.js'), 'build'], {
    cwd: project,
    encoding: 'utf8',
  });
  const ok = built.status === 0;
  failed ||= !ok;
  const records = generated.match(/[\d,]+ records/)?.[0] ?? '';
  const summary = built.stderr.trimEnd().split('\n').at(-1) ?? '';
  console.log(`${ok ? '✓' : '✗'} ${system.padEnd(9)} ${records.padStart(14)}   ${summary}`);
  if (!ok) console.error(built.stderr);
}
process.exitCode = failed ? 1 : 0;
