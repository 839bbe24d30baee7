import { tokens } from './tokens.ts';

/** What can be wrong with a text that should be one query. */
export type NotOneQuery =
  | { readonly kind: 'second statement'; readonly offset: number }
  | { readonly kind: 'no query'; readonly offset: number; readonly word: string };

/** Words that begin a statement which is no query. */
const others = new Set(
  (
    'alter analyze attach begin call checkpoint comment commit copy create deallocate delete describe detach drop execute ' +
    'explain export grant import insert install load merge pragma prepare reset revoke rollback set show summarize ' +
    'start truncate update use vacuum'
  ).split(' '),
);

/** Whether the text is one query, as far as that shows in its first word and its semicolons. */
export function notOneQuery(text: string): NotOneQuery | undefined {
  const first = tokens(text).next().value;
  if (first !== undefined && others.has(first.text.toLowerCase())) {
    return { kind: 'no query', offset: first.offset, word: first.text };
  }
  if (!text.includes(';')) return undefined;
  let ended = false;
  for (const token of tokens(text)) {
    if (ended && token.text !== ';') return { kind: 'second statement', offset: token.offset };
    ended ||= token.text === ';';
  }
  return undefined;
}
