// node scripts/together.mjs 'tsc --noEmit' 'biome check': runs commands side by side, prints what each said when it ends,
// and fails where one does.

import { exec } from 'node:child_process';

await Promise.all(
  process.argv.slice(2).map(
    (command) =>
      new Promise((resolve) => {
        exec(command, { maxBuffer: 2 ** 30 }, (failed, stdout, stderr) => {
          process.stdout.write(`> ${command}\n${stdout}`);
          process.stderr.write(stderr);
          if (failed !== null) process.exitCode = 1;
          resolve();
        });
      }),
  ),
);
