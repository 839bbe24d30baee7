/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** Text of the code as Markdown: what would be read as HTML or emphasis is escaped, a template put in code. */
export const markdown = (text: string): string =>
  text
    .split(/(`[^`]*`|\{\{.*?\}\}|\{%.*?%\})/)
    .map((part, index) =>
      index % 2 === 0
        ? part.replace(/[<>*]|(?<!\w)_|_(?!\w)/g, '\\$&')
        : part.startsWith('`')
          ? part
          : code(part),
    )
    .join('');
