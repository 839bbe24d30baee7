import type { DeferOptions, ProjectOptions, RunOptions, SelectionOptions } from '../options.ts';

export interface CompileOptions
  extends ProjectOptions,
    SelectionOptions,
    DeferOptions,
    Pick<RunOptions, 'fullRefresh' | 'quiet' | 'repeated' | 'wait'> {
  readonly inline?: string;
  readonly output?: 'text' | 'json';
}
