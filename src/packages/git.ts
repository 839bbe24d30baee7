import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DiagnosticParts, error, fail, md5, ok, type Result } from '../base/index.ts';

export interface Checkout {
  /** Absolute. */
  readonly dir: string;
  readonly commit: string;
}

/** Fetches repositories with the git command, each revision of each once. */
export class Git {
  readonly #downloads: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #done = new Map<string, Promise<Result<Checkout>>>();

  constructor(downloads: string, env: Readonly<Record<string, string | undefined>>) {
    this.#downloads = downloads;
    // Someone to type a password is rarely there; without one git would wait for ever.
    this.#env = { GIT_TERMINAL_PROMPT: '0', ...env, LC_ALL: 'C' };
  }

  checkout(repository: string, revision: string, parts: DiagnosticParts): Promise<Result<Checkout>> {
    const key = `${repository}\n${revision}`;
    const known = this.#done.get(key);
    if (known !== undefined) return known;
    const made = this.#fetch(repository, revision, join(this.#downloads, md5(key)), parts);
    this.#done.set(key, made);
    return made;
  }

  async #fetch(
    repository: string,
    revision: string,
    dir: string,
    parts: DiagnosticParts,
  ): Promise<Result<Checkout>> {
    for (const word of [repository, revision]) {
      if (word.startsWith('-')) return fail(error('A7007', `'${word}' would be an option of git`, parts));
    }
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    const prepared = await this.#all(dir, ['init', '-q'], ['remote', 'add', 'origin', repository]);
    const fetched = prepared.ok ? await this.#fetchRevision(dir, revision) : prepared;
    const out = fetched.ok ? await this.#all(dir, ['checkout', '-q', '--detach', 'FETCH_HEAD']) : fetched;
    const commit = out.ok ? await this.#run(dir, ['rev-parse', 'HEAD']) : out;
    if (commit.ok) return ok({ dir, commit: commit.said.trim() });
    if (commit.missing)
      return fail(
        error('A7006', `${repository} is fetched with git, which is not there`, {
          ...parts,
          hint: 'install git, or take the package from the hub',
        }),
      );
    const what = revision === 'HEAD' ? repository : `'${revision}' of ${repository}`;
    const detail = commit.said
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return fail(error('A7007', `git could not fetch ${what}`, { ...parts, detail: detail.slice(0, 6) }));
  }

  /** Of a tag and a branch of one name the tag is meant. */
  async #fetchRevision(dir: string, revision: string): Promise<GitAnswer> {
    const fetch = (ref: string) => this.#run(dir, ['fetch', '-q', '--depth', '1', 'origin', ref]);
    if (revision === 'HEAD') return fetch('HEAD');
    if (/^[0-9a-f]{40}$/.test(revision)) {
      const direct = await fetch(revision);
      if (direct.ok || direct.missing) return direct;
      // Old servers give only what a name leads to.
      const all = await this.#run(dir, ['fetch', '-q', 'origin', '+refs/*:refs/remotes/origin/*']);
      return all.ok ? this.#run(dir, ['fetch', '-q', '.', revision]) : all;
    }
    const tag = await fetch(`refs/tags/${revision}`);
    if (tag.ok || tag.missing) return tag;
    const branch = await fetch(`refs/heads/${revision}`);
    return branch.ok || !/couldn't find remote ref/.test(branch.said)
      ? branch
      : { ...branch, said: 'there is no tag, branch or full commit of this name' };
  }

  async #all(dir: string, ...commands: readonly (readonly string[])[]): Promise<GitAnswer> {
    let answer: GitAnswer = { ok: true, said: '' };
    for (const command of commands) {
      answer = await this.#run(dir, command);
      if (!answer.ok) break;
    }
    return answer;
  }

  #run(dir: string, args: readonly string[]): Promise<GitAnswer> {
    return new Promise((resolve) => {
      const child = spawn('git', args, { cwd: dir, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      child.on('error', (thrown: NodeJS.ErrnoException) =>
        resolve({ ok: false, missing: thrown.code === 'ENOENT' && existsSync(dir), said: thrown.message }),
      );
      child.on('close', (code) =>
        resolve(code === 0 ? { ok: true, said: out } : { ok: false, missing: false, said: err }),
      );
    });
  }
}

type GitAnswer =
  | { readonly ok: true; readonly said: string }
  | { readonly ok: false; readonly missing: boolean; readonly said: string };
