import type { ListedForm } from '../inspect/listed-line.ts';
import type { ProjectOptions } from '../options.ts';

/** What the command line of a plain `ls` asks for. */
export interface PlainList extends ProjectOptions {
  readonly form: ListedForm;
}

const values: Readonly<Record<string, keyof ProjectOptions>> = {
  '--project-dir': 'projectDir',
  '--target': 'target',
  '-t': 'target',
  '--vars': 'vars',
  '--target-path': 'targetPath',
};

const forms: Readonly<Record<string, ListedForm>> = {
  selector: 'selector',
  text: 'selector',
  name: 'name',
  path: 'path',
};

/** Undefined where it asks for anything else, or is wrong: that is for the program to say. */
export function plainList([command, ...words]: readonly string[]): PlainList | undefined {
  if (command !== 'ls' && command !== 'list') return undefined;
  const options: Record<string, string> = {};
  let form: ListedForm = 'selector';
  for (let at = 0; at < words.length; at++) {
    const [name = '', given] = splitAtEquals(words[at]!);
    if (given === undefined && (name === '-q' || name === '--quiet' || name === '--no-color')) continue;
    const value = given ?? words[++at];
    if (value === undefined || value.startsWith('-')) return undefined;
    const key = values[name];
    const asked = forms[value];
    if (key !== undefined) options[key] = value;
    else if (name === '--output' && asked !== undefined) form = asked;
    else return undefined;
  }
  return { ...options, form };
}

function splitAtEquals(word: string): readonly string[] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}
