import type { AssayCommand } from '../command.ts';
import type { OperationOptions } from '../options.ts';

export const runOperation: AssayCommand<OperationOptions> = {
  name: 'run-operation',
  summary: 'calls a macro by itself',
  arguments: [{ name: '<macro>', description: 'its name, or package.name' }],
  options: (command) => command,
  run: async (options, terminal, [macro = '']) => {
    const { operate } = await import('../run/run-operation.ts');
    return operate(macro, options, terminal);
  },
};
