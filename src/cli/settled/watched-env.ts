import { sha256 } from '../../base/index.ts';
import type { Terminal } from '../terminal.ts';

export type SeenEnv = Readonly<Record<string, string | null>>;

export const envHash = (value: string | undefined): string | null =>
  value === undefined ? null : sha256(value);

/** A terminal whose environment remembers which of its variables were looked at. */
export function watchEnv(terminal: Terminal): { readonly terminal: Terminal; readonly seen: () => SeenEnv } {
  const names = new Set<string>();
  const env = new Proxy(terminal.env, {
    get: (values, name) => {
      if (typeof name === 'string') names.add(name);
      return Reflect.get(values, name) as string | undefined;
    },
    has: (values, name) => {
      if (typeof name === 'string') names.add(name);
      return Reflect.has(values, name);
    },
  });
  return {
    terminal: { ...terminal, env },
    seen: () => Object.fromEntries([...names].sort().map((name) => [name, envHash(terminal.env[name])])),
  };
}
