const tabStop = 4;
/** What could act on a terminal instead of being shown: control characters, and those that turn the direction. */
const control = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const exceptBreaks = /(?!\n)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line as a terminal may show it: tabs become spaces, control characters cannot act. */
export function visibleLine(text: string): string {
  return expandTabs(text).replace(control, '\ufffd');
}

/** The same for text of several lines. */
export const visibleText = (text: string): string =>
  expandTabs(text.replace(/\r\n?/g, '\n')).replace(exceptBreaks, '\ufffd');

/** A value on one line: breaks and tabs are written as the escapes people know. */
export const visibleCell = (text: string): string =>
  text.replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t').replace(control, '\ufffd');

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text
    .split('\n')
    .map((line) => {
      let expanded = '';
      for (const [index, part] of line.split('\t').entries()) {
        if (index > 0) expanded += ' '.repeat(tabStop - (expanded.length % tabStop));
        expanded += part;
      }
      return expanded;
    })
    .join('\n');
}
