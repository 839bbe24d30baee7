import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ServedPackage, serveHub } from '../packages/hub-server.ts';

export interface Hub {
  readonly address: string;
  close(): void;
}

/** A hub of packages on this machine; the body is JSON: `packages`, and what other addresses answer in `more`. */
export function openHub(body: string): Promise<Hub> {
  const { packages = {}, more = {} } = JSON.parse(body) as {
    packages?: Record<string, Record<string, ServedPackage>>;
    more?: Record<string, string | number>;
  };
  return serveHub(packages, more);
}

/** A git repository with these files in one commit, tagged v1; the body is JSON. Gives the names of the files. */
export function makeRepository(folder: string, body: string): string[] {
  const files = JSON.parse(body) as Record<string, string>;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const when = '2026-01-01T00:00:00Z';
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder, env });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'all');
  git('tag', 'v1');
  return Object.keys(files);
}
