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

/** Words, quoted texts and other characters, without blanks and comments. */
function* tokens(text: string): Generator<{ readonly text: string; readonly offset: number }> {
  const token =
    /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|(\$\w*\$)[\s\S]*?(?:\1|$)|[\p{L}\p{N}_]+|[\s\S]/gu;
  for (const match of text.matchAll(token)) {
    if (!/^(?:\s|--|\/\*)/.test(match[0])) yield { text: match[0], offset: match.index };
  }
}
