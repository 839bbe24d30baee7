import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Rule {
  readonly matches: RegExp;
  readonly takesBack: boolean;
}

/** Whether a path, relative to the root, is left out by `.dbtignore`, which is written as `.gitignore` is. */
export function readIgnore(root: string): (path: string) => boolean {
  const path = join(root, '.dbtignore');
  if (!existsSync(path)) return () => false;
  const rules = readFileSync(path, 'utf8').split(/\r?\n/).flatMap(rule);
  return (candidate) => {
    let ignored = false;
    for (const { matches, takesBack } of rules) if (matches.test(candidate)) ignored = !takesBack;
    return ignored;
  };
}

function rule(line: string): Rule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const takesBack = trimmed.startsWith('!');
  const pattern = takesBack ? trimmed.slice(1) : trimmed.replace(/^\\(?=[!#])/, '');
  const bare = pattern.replace(/^\/|\/$/g, '');
  if (bare === '') return [];
  const anchored = pattern.startsWith('/') || bare.includes('/');
  const start = anchored ? '^' : '(?:^|/)';
  const end = pattern.endsWith('/') ? '/' : '(?:/|$)';
  return [{ matches: new RegExp(`${start}${expression(bare)}${end}`), takesBack }];
}

function expression(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const any = /^\*\*\/?/.exec(rest)?.[0];
    const set = /^\[(!|\^)?(\]?[^\]]*)\]/.exec(rest);
    if (any !== undefined) {
      source += any === '**/' ? '(?:.*/)?' : '.*';
      at += any.length - 1;
    } else if (rest[0] === '*') source += '[^/]*';
    else if (rest[0] === '?') source += '[^/]';
    else if (set !== null) {
      source += `[${set[1] === undefined ? '' : '^'}${set[2]!.replace(/[\\\]]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else if (rest[0] === '\\' && rest.length > 1) {
      source += rest[1]!.replace(/[^\w\s]/g, '\\$&');
      at++;
    } else source += rest[0]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return source;
}
