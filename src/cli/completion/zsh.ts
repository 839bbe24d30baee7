import {
  type CommandLines,
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groupsOf,
  wordsBelow,
} from './completed-command.ts';

/** Everything is in the script: pressing Tab starts nothing. */
export const zshScript = ({ native, dbt }: CommandLines): string => `#compdef assay
# zsh completion of assay. For every shell: assay completion zsh > FOLDER/_assay, a folder of $fpath
# For this one: source <(assay completion zsh)
_assay() {
  local folder=$PWD kind=native
  while [[ -n $folder && ! -e $folder/project.yml ]]; do
    if [[ -e $folder/dbt_project.yml ]]; then
      kind=dbt
      break
    fi
    folder=\${folder%/*}
  done
  local -a commands options
  local command= index
  for ((index = 2; index < CURRENT; index++)); do
    case "$kind $command \${words[index]}" in
${[...starts('native', native), ...starts('dbt', dbt)].join('\n')}
    esac
  done
  case "$kind $command" in
${[...cases('native', native), ...cases('dbt', dbt)].join('\n')}
  esac
  if (( \${#commands} )) && [[ \${words[CURRENT]} != -* ]]; then
    _describe command commands
  else
    _arguments -S $options
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _assay "$@"
else
  compdef _assay assay
fi
`;

type Kind = keyof CommandLines;

function starts(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const first = [...firstWords(commands).keys()].map((word) => `'${kind}  ${word}'`);
  const second = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => `'${kind} ${name}'`);
  return [
    `      ${first.join(' | ')}) command=\${words[index]} ;;`,
    ...(second.length === 0 ? [] : [`      ${second.join(' | ')}) command="$command \${words[index]}" ;;`]),
  ];
}

function cases(kind: Kind, commands: readonly CompletedCommand[]): string[] {
  const words = firstWords(commands);
  const help = quoted('--help[display help for command]');
  const version = quoted('--version[output the version number]');
  return [
    `    '${kind} ') commands=(${[...words].map(described).join(' ')}) options=(${help} ${version}) ;;`,
    ...groupsOf(commands).map(
      (group) =>
        `    '${kind} ${group}') commands=(${wordsBelow(group, commands).map(described).join(' ')}) options=(${help}) ;;`,
    ),
    ...commands.map(({ name, options }) => {
      const shells = name === 'completion' ? ['bash', 'zsh', 'fish'].map(quoted).join(' ') : '';
      return `    '${kind} ${name}') commands=(${shells}) options=(${options.map(argument).join(' ')}) ;;`;
    }),
  ];
}

const described = ([word, summary]: readonly [string, string]): string => quoted(`${word}:${summary}`);

/** An option as _arguments takes it; it may be given more than once. */
function argument({ long, short, summary, value }: CompletedOption): string {
  const told = summary.replace(/[[\]:\\]/g, '\\$&');
  const action = actionOf(value);
  const names = short === undefined ? [long] : [short, long];
  return names.map((name) => quoted(`*${name}[${told}]${action}`)).join(' ');
}

function actionOf(value: CompletedOption['value']): string {
  if (value === 'nothing') return '';
  if (value === 'text') return ':value: ';
  if (value === 'folder') return ':folder:_files -/';
  return value === 'file' ? ':file:_files' : `:value:(${value.join(' ')})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
