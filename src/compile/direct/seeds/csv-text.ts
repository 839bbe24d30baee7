/** The rows of a CSV text, as Python's `csv` reads them. A blank line is a row without values. */
export function csvRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const plain = new RegExp(
    `[^${delimiter === '\\' || delimiter === ']' || delimiter === '^' ? `\\${delimiter}` : delimiter}\\r\\n]*`,
    'y',
  );
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      [value, at] = quotedValue(text, at + 1);
    }
    plain.lastIndex = at;
    const rest = plain.exec(text)![0];
    value += rest;
    at += rest.length;
    const end = text[at];
    if (end === delimiter) {
      row.push(value);
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    rows.push(
      row.length === 0 && value === '' && rest === '' && !endsQuoted(text, at) ? [] : [...row, value],
    );
    row = [];
    if (end === '\r' && text[at + 1] === '\n') at += 2;
    else at += 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

const endsQuoted = (text: string, at: number): boolean => text[at - 1] === '"';

/** From behind the opening quote; two quotes are one. */
function quotedValue(text: string, from: number): [value: string, at: number] {
  let value = '';
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return [value + text.slice(at), text.length];
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [value, quote + 1];
    value += '"';
    at = quote + 2;
  }
}
