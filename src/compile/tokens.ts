/** A word, a quoted text or name, or one other character of SQL. */
export interface Token {
  readonly text: string;
  readonly offset: number;
}

/** What SQL is made of, without blanks and comments. */
export function* tokens(text: string, from = 0): Generator<Token> {
  const token =
    /\s+|--[^\n]*|\/\*|[eE]'(?:[^'\\]|\\[\s\S]|'')*'?|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|(\$\w*\$)[\s\S]*?(?:\1|$)|[\p{L}\p{N}_]+|[\s\S]/uy;
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '/*') token.lastIndex = afterComment(text, match.index);
    else if (!/^(?:\s|--)/.test(match[0])) yield { text: match[0], offset: match.index };
  }
}

/** As in PostgreSQL, comments can hold comments. One without an end goes on to the end of the text. */
function afterComment(text: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}
