import type { Every, Output } from '../../src/report/index.ts';

/** An output that keeps what is written. */
export function written(
  parts: Partial<Omit<Output, 'write'>> = {},
): Output & { readonly text: () => string; readonly writes: string[] } {
  const writes: string[] = [];
  return {
    columns: 80,
    isTTY: false,
    unicode: true,
    color: false,
    ...parts,
    write: (text) => void writes.push(text),
    writes,
    text: () => writes.join(''),
  };
}

/** A timer that ticks when it is told to. */
export function handTurned(): {
  readonly every: Every;
  readonly tick: () => void;
  readonly isRunning: () => boolean;
} {
  let action: (() => void) | undefined;
  return {
    every: (_, given) => {
      action = given;
      return () => {
        action = undefined;
      };
    },
    tick: () => action?.(),
    isRunning: () => action !== undefined,
  };
}
