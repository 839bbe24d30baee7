import { commandIn } from './argument-order.ts';

/** What commander says of a wrong command line, in the form of all errors. */
export function wrongUse(
  said: string,
  args: readonly string[],
  commands: Parameters<typeof commandIn>[1],
  program: 'assay' | 'dbt',
): string {
  const [first = '', ...rest] = said.trim().split('\n');
  const message = first.replace(/^error: /, '').replace(/\.$/, '');
  const meant = /\(Did you mean (.*)\?\)/.exec(rest.join(' '))?.[1];
  const command = commandIn(args, commands);
  const lines = [
    `error A4001: ${message}`,
    ...(meant === undefined ? [] : [`  did you mean ${meant}?`]),
    `  more: ${program} ${command === undefined ? '' : `${command} `}--help`,
  ];
  return `${lines.join('\n')}\n`;
}
