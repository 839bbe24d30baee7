import type { Result } from '../../base/index.ts';
import { type ReadText, readText } from './read-text.ts';

/** Reads the resource files of a project; one that remembers what they hold need not open them. */
export interface FileReader {
  /** @param path as messages name it */
  text(absolute: string, path: string): Result<ReadText>;
  /** What is known of a seed. */
  seed?(absolute: string): KnownSeed | undefined;
}

export interface KnownSeed {
  readonly hash: string;
  readonly size: number;
  readonly checksum: string;
}

export const plainReader: FileReader = { text: readText };
