import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Why dist/ could not be built from the sources as they are; empty when it is up to date. */
    readonly bundling: string;
  }
}

const root = join(import.meta.dirname, '..');

/** Bundles dist/ before the tests when it is missing or older than the sources. Tests that run it then tell of a failure. */
export default function setup(project: TestProject): void {
  let bundling = '';
  const sources = newest(
    ...['src', 'package.json', 'scripts/bundle.mjs', 'scripts/late.mjs'].map((path) => join(root, path)),
  );
  if (sources > newest(join(root, 'dist/program.js'))) {
    try {
      execFileSync(process.execPath, ['scripts/bundle.mjs'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    } catch (thrown) {
      bundling = String((thrown as { stderr?: unknown }).stderr ?? thrown);
    }
  }
  project.provide('bundling', bundling);
}

/** When the newest of some files, and of those in folders, was written; 0 when there are none. */
function newest(...paths: readonly string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) return 0;
      return stat.isDirectory() ? newest(...readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs;
    }),
  );
}
