import type { AssayCommand } from '../command.ts';

export const explain: AssayCommand<object> = {
  name: 'explain',
  summary: 'tells what an error code means, or lists them all',
  arguments: [{ name: '[code]', description: 'such as A2014' }],
  options: (command) => command,
  run: async (_, terminal, [code]) => {
    const { explainCode, listCodes } = await import('../inspect/explain-code.ts');
    return code === undefined ? listCodes(terminal) : explainCode(code, terminal);
  },
};
