import { setFlagsFromString } from 'node:v8';
import type { Manifest } from '../../manifest/index.ts';

/** So many nodes take hundreds of megabytes, of which V8 would let several times as much lie about. */
const many = 20_000;

/** Has V8 collect garbage before it is a seventh of what is in use, where that is a lot. */
export function spareMemory({ nodes }: Manifest): void {
  if (nodes.size >= many) setFlagsFromString('--heap-growing-percent=15');
}
