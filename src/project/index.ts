export type { FileFormat, OptionValue } from './file-format.ts';
export type { Target } from './target.ts';
