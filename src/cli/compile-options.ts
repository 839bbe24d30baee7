import type { ProjectOptions, RunOptions, SelectionOptions } from './options.ts';

export interface CompileOptions
  extends ProjectOptions,
    SelectionOptions,
    Pick<RunOptions, 'fullRefresh' | 'quiet' | 'wait'> {
  readonly inline?: string;
  readonly output?: 'text' | 'json';
}
