import {
  type CommandLines,
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groupsOf,
  wordsBelow,
} from './completed-command.ts';

/** Everything is in the script: pressing Tab starts nothing. */
export const fishScript = ({
  native,
  dbt,
}: CommandLines): string => `# fish completion of assay. For every shell: assay completion fish > ~/.config/fish/completions/assay.fish
# For this one: assay completion fish | source
function __assay_kind
    set -l folder $PWD
    while test -n "$folder" -a ! -e "$folder/project.yml"
        if test -e "$folder/dbt_project.yml"
            echo dbt
            return
        end
        set folder (string replace -r '/[^/]*$' '' -- $folder)
    end
    echo native
end
function __assay_at
    set -l kind $argv[1]
    test (__assay_kind) = $kind
    or return 1
    set -l command
    for word in (commandline -opc)[2..-1]
        switch "$kind $command $word"
${[...starts('native', native), ...starts('dbt', dbt)].join('\n')}
        end
    end
    contains -- "$command" $argv[2..-1]
end
complete -c assay -f
${[...completions('native', native), ...completions('dbt', dbt)].join('\n')}
`;

type Kind = keyof CommandLines;

function starts(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const first = [...firstWords(commands).keys()].map((word) => `'${kind}  ${word}'`);
  const second = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => `'${kind} ${name}'`);
  return [
    `            case ${first.join(' ')}\n                set command $word`,
    ...(second.length === 0
      ? []
      : [`            case ${second.join(' ')}\n                set command "$command $word"`]),
  ];
}

function completions(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const lines = new Map<string, string[]>();
  const add = (command: string, line: string) => lines.set(line, [...(lines.get(line) ?? []), command]);
  for (const word of firstWords(commands)) add('', wordLine(word));
  for (const group of groupsOf(commands)) {
    for (const word of wordsBelow(group, commands)) add(group, wordLine(word));
  }
  for (const { name, options } of commands) {
    if (name === 'completion') add(name, `-a 'bash zsh fish'`);
    for (const option of options) add(name, optionLine(option));
  }
  return [...lines].map(([line, at]) => {
    const names = at.map((name) => ` '${name}'`).join('');
    return `complete -c assay -n "__assay_at ${kind}${names}" ${line}`;
  });
}

const wordLine = ([word, summary]: readonly [string, string]): string => `-a ${word} -d ${quoted(summary)}`;

function optionLine({ long, short, summary, value }: CompletedOption): string {
  const names = `${short === undefined ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
  return `${names}${argumentOf(value)} -d ${quoted(summary)}`;
}

function argumentOf(value: CompletedOption['value']): string {
  if (value === 'nothing') return '';
  if (value === 'text') return ' -x';
  if (value === 'folder') return " -x -a '(__fish_complete_directories)'";
  return value === 'file' ? ' -r -F' : ` -x -a '${value.join(' ')}'`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
