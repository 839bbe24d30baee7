import { sep } from 'node:path';

/** A file by its path in a folder, as everybody names it: `join` looks at every letter, and there are many files. */
export const fileIn = (folder: string, path: string): string => `${folder}${sep}${path}`;
