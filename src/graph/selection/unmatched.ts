import { closest, type Diagnostic, warning } from '../../base/index.ts';
import type { Criterion } from './criterion.ts';
import type { SetExpression } from './expression.ts';
import { fnmatch } from './fnmatch.ts';
import type { Selectable } from './selectable.ts';

/** The warning for words of the command line that select nothing; `empty` are the criteria without matches. */
export function unmatchedWarning(
  words: SetExpression,
  empty: readonly Criterion[],
  nodes: readonly Selectable[],
): Diagnostic {
  const criterion = empty[0];
  const location = criterion?.places.whole ?? words.expected?.location;
  const hint =
    criterion === undefined
      ? 'each part matches nodes, but no node is in all of them'
      : hintFor(criterion, nodes);
  return warning('A2110', `'${words.expected?.words ?? ''}' selects nothing`, {
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function hintFor(criterion: Criterion, nodes: readonly Selectable[]): string | undefined {
  const value = String(criterion.value);
  if (criterion.raw === '') return 'a comma joins criteria without a space: a,b';
  if (value === '') return `'${criterion.raw}' has no value`;
  const meant = bestFor(criterion.method, value, nodes);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

/** The same word under another method, or else the closest word under this one, or any. */
function bestFor(method: string, value: string, nodes: readonly Selectable[]): string | undefined {
  const vocabulary = vocabularyOf(nodes);
  for (const [other, words] of vocabulary) {
    if (other !== method && words.some((word) => fnmatch(word, value))) return spelled(other, value);
  }
  const own = vocabulary.get(method);
  const near =
    own?.find((word) => word.endsWith(`.${value}`) || word.endsWith(`/${value}`)) ??
    closest(value, own ?? []);
  if (near !== undefined) return spelled(method, near);
  for (const [other, words] of vocabulary) {
    const best = closest(value, words);
    if (best !== undefined) return spelled(other, best);
  }
  return undefined;
}

const spelled = (method: string, value: string): string =>
  method === 'fqn' || (method === 'path' && value.includes('/')) ? value : `${method}:${value}`;

/** What there is to select, by method. */
function vocabularyOf(nodes: readonly Selectable[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, Set<string>>();
  const add = (method: string, word: string | undefined) => {
    if (word === undefined || word === '') return;
    const known = words.get(method);
    if (known === undefined) words.set(method, new Set([word]));
    else known.add(word);
  };
  for (const node of nodes) {
    if (node.resource === 'source') {
      add('source', node.sourceName);
      add('source', `${node.sourceName}.${node.name}`);
    } else if (node.resource !== 'test') {
      add('fqn', node.name);
      for (let length = 2; length <= node.fqn.length; length++)
        add('fqn', node.fqn.slice(1, length).join('.'));
    }
    for (const tag of node.tags) add('tag', tag);
    add('group', node.group);
    add('path', node.path);
    add('path', node.path.slice(0, Math.max(0, node.path.lastIndexOf('/'))));
    add('file', node.path.slice(node.path.lastIndexOf('/') + 1));
    add('package', node.package);
    if (node.test?.kind === 'generic') add('test_name', node.test.name);
    const materialized = node.config?.().materialized;
    if (typeof materialized === 'string') add('config.materialized', materialized);
    if (!['model', 'seed', 'test', 'source', 'snapshot'].includes(node.resource))
      add(node.resource, node.name);
  }
  return new Map([...words].map(([method, set]) => [method, [...set]]));
}
