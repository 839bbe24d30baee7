import {
  type CommandLines,
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groupsOf,
  wordsBelow,
} from './completed-command.ts';

/** For bash from 3.2 on, which has no associative arrays. Everything is in the script: pressing Tab starts nothing. */
export const bashScript = ({
  native,
  dbt,
}: CommandLines): string => `# bash completion of assay. For every shell: assay completion bash > ~/.local/share/bash-completion/completions/assay
# For this one: source <(assay completion bash)
_assay() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local kind=native folder=$PWD command= words= options= values= index IFS=$' \\t\\n'
  while [[ -n $folder && ! -e $folder/project.yml ]]; do
    if [[ -e $folder/dbt_project.yml ]]; then
      kind=dbt
      break
    fi
    folder=\${folder%/*}
  done
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$kind $command \${COMP_WORDS[index]}" in
${[...starts('native', native), ...starts('dbt', dbt)].join('\n')}
    esac
  done
  case "$kind $command" in
${[...cases('native', native), ...cases('dbt', dbt)].join('\n')}
  esac
  case "$kind $command $before" in
${[...values('native', native), ...values('dbt', dbt)].join('\n')}
  esac
  case $values in
    '') ;;
    -d | -f)
      IFS=$'\\n'
      COMPREPLY=($(compgen $values -- "$word"))
      compopt -o filenames 2> /dev/null
      return
      ;;
    -) return ;;
    *)
      COMPREPLY=($(compgen -W "$values" -- "$word"))
      return
      ;;
  esac
  [[ $word == -* ]] && words=$options
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _assay assay
`;

type Kind = keyof CommandLines;

/** By which words a command is told, after what was told before. */
function starts(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const first = [...firstWords(commands).keys()].map((word) => `'${kind}  ${word}'`);
  const second = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => `'${kind} ${name}'`);
  return [
    `      ${first.join(' | ')}) command=\${COMP_WORDS[index]} ;;`,
    ...(second.length === 0
      ? []
      : [`      ${second.join(' | ')}) command="$command \${COMP_WORDS[index]}" ;;`]),
  ];
}

/** Which words and options can come next. */
function cases(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const words = [...firstWords(commands).keys()];
  return [
    `    '${kind} ') words='${words.join(' ')}' options='--help --version' ;;`,
    ...groupsOf(commands).map((group) => {
      const below = wordsBelow(group, commands).map(([word]) => word);
      return `    '${kind} ${group}') words='${below.join(' ')}' options='--help' ;;`;
    }),
    ...commands.map(({ name, options }) => {
      const longs = options.map(({ long }) => long).join(' ');
      const shells = name === 'completion' ? `words='bash zsh fish' ` : '';
      return `    '${kind} ${name}') ${shells}options='${longs}' ;;`;
    }),
  ];
}

/** What can follow an option. */
function values(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const patterns = new Map<string, string[]>();
  for (const { name, options } of commands) {
    for (const option of options) {
      if (option.value === 'nothing') continue;
      const value = typeof option.value === 'string' ? ofKind[option.value] : option.value.join(' ');
      const found = patterns.get(value) ?? [];
      patterns.set(value, [...found, ...spellings(option).map((each) => `'${kind} ${name} ${each}'`)]);
    }
  }
  return [...patterns].map(([value, found]) => `    ${found.join(' | ')}) values='${value}' ;;`);
}

/** Of folders and files the option of compgen. */
const ofKind = { folder: '-d', file: '-f', text: '-' };

const spellings = ({ long, short }: CompletedOption): string[] =>
  short === undefined ? [long] : [long, short];
