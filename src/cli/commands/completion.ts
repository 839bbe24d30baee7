import type { AssayCommand } from '../command.ts';

export const completion: AssayCommand<object> = {
  name: 'completion',
  summary: 'prints a script by which a shell completes commands',
  arguments: [{ name: '<shell>', description: 'which shell', choices: ['bash', 'zsh', 'fish'] }],
  options: (command) => command,
  run: async (_, terminal, [shell = ''], commandLine) => {
    const { commandLinesOf, shells } = await import('../completion/completion-script.ts');
    terminal.stdout.write(shells.get(shell)!(commandLinesOf(commandLine)));
    return 0;
  },
};
