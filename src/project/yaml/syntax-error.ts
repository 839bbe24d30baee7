import type { YAMLException } from 'js-yaml';
import { type Diagnostic, error, type SourceText } from '../../base/index.ts';
import type { ComposeError } from './compose.ts';

interface Told {
  readonly message: string;
  readonly hint?: string;
}

/** What js-yaml says, in the words of someone who writes properties files. */
export function syntaxDiagnostic(source: SourceText, thrown: YAMLException): Diagnostic {
  const offset = Math.min(thrown.mark?.position ?? 0, source.text.length);
  const at = offsetOfMistake(source, thrown.reason, offset);
  const { message, hint } = tell(thrown.reason, source.text, at);
  return error('A1002', message, {
    location: source.location(at, endOfWord(source.text, at)),
    ...(hint === undefined ? {} : { hint }),
  });
}

export function composeDiagnostic(source: SourceText, thrown: ComposeError): Diagnostic {
  const location = source.location(thrown.at.start, thrown.at.end);
  switch (thrown.kind) {
    case 'duplicate':
      return error('A1003', `the key '${thrown.message}' is there twice`, {
        location,
        ...(thrown.other === undefined
          ? {}
          : {
              related: [
                { message: 'the first one', location: source.location(thrown.other.start, thrown.other.end) },
              ],
            }),
        hint: 'keep one of them, or merge what is below them',
      });
    case 'expansion':
      return error('A1007', thrown.message, { location, hint: 'write the values out instead' });
    case 'key':
      if (source.text.startsWith('{{', thrown.at.start) || source.text.startsWith('{{', thrown.at.start - 1))
        return error('A1002', 'a value that starts with {{ must be in quotes', {
          location,
          hint: `write "{{ … }}"`,
        });
      return error('A1002', thrown.message, { location });
    case 'documents':
      return error('A1002', thrown.message, { location, hint: 'make a file of each, or remove the ---' });
    case 'alias':
    case 'tag':
    case 'merge':
      return error('A1002', thrown.message, { location });
  }
}

/** js-yaml stops at the line after an unclosed quote or bracket, or at the end: there is nothing to see there. */
function offsetOfMistake(source: SourceText, reason: string, offset: number): number {
  const { text } = source;
  if (reason.includes('tab')) {
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    const tab = text.indexOf('\t', lineStart);
    return tab === -1 ? offset : tab;
  }
  const quote = /(double|single) quoted scalar/.exec(reason)?.[1];
  if (quote !== undefined) {
    const mark = quote === 'double' ? '"' : "'";
    const opened = text.search(new RegExp(`(?<=^|[\\s\\[{,:-])${mark}(?=[^${mark}]*$)`));
    return opened === -1 ? lastVisible(text, offset) : opened;
  }
  if (reason.includes('flow collection')) return unclosedBracket(text) ?? lastVisible(text, offset);
  return offset >= text.length ? lastVisible(text, offset) : offset;
}

function lastVisible(text: string, offset: number): number {
  let at = Math.min(offset, text.length - 1);
  while (at > 0 && /\s/.test(text[at]!)) at--;
  return Math.max(at, 0);
}

/** The last bracket that opens a value and is never closed. */
function unclosedBracket(text: string): number | undefined {
  const open: number[] = [];
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== undefined) {
      if (character === '\\' && quote === '"') at++;
      else if (character === quote) quote = undefined;
    } else if ((character === '"' || character === "'") && /[\s[{,:]/.test(text[at - 1] ?? ' '))
      quote = character;
    else if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? text.length : newline;
    } else if (character === '[' || character === '{') {
      if (open.length > 0 || /(?:^|[:\-,[{])\s*$/.test(text.slice(Math.max(0, at - 40), at))) open.push(at);
    } else if (character === ']' || character === '}') open.pop();
  }
  return open.at(-1);
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/\s/.test(text[end]!)) end++;
  return Math.max(end, Math.min(start + 1, text.length));
}

function tell(reason: string, text: string, at: number): Told {
  const rest = text.slice(at);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(lineStart, at);
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))![0];
  if (reason.includes('tab'))
    return {
      message: 'a tab is used for indentation, which YAML does not allow',
      hint: 'indent with spaces',
    };
  if (reason.includes('quoted scalar')) return { message: 'the quote that opens here is never closed' };
  if (reason.includes('within a flow collection')) {
    const bracket = text[at] === '{' ? '{' : '[';
    return {
      message: `the ${bracket} that opens here is never closed`,
      hint: `close it with ${bracket === '{' ? '}' : ']'}`,
    };
  }
  if (reason.includes('missed comma'))
    return { message: 'a comma is missing between the items of the list or mapping' };
  if (rest.startsWith('{%') || rest.startsWith('{{'))
    return {
      message: `a value that starts with ${rest.slice(0, 2)} must be in quotes`,
      hint: 'write "{{ … }}"',
    };
  if (/^[@`%]/.test(rest) && /[:-]\s+$/.test(before))
    return { message: `a value cannot start with ${rest[0]!}`, hint: 'put it in quotes' };
  if (/:\s+[^'"[{|>#\s][^#]*:(\s|$)/.test(line) && before.includes(':'))
    return {
      message: 'the value holds a colon followed by a space, which starts another mapping',
      hint: 'put the value in quotes',
    };
  if (/^\s*-?\s*[\w-]+:\s+(['"]).*\1\s*\S/.test(line) && before.trim() !== '')
    return {
      message: 'there is text after the closing quote',
      hint: `write a quote inside quotes twice, as in 'it''s'`,
    };
  const previous = text
    .slice(0, Math.max(0, lineStart - 1))
    .split('\n')
    .findLast((other) => other.trim() !== '');
  if (previous !== undefined && /^\s*(?!-|#)[\w -]+$/.test(previous) && !/[:>|]/.test(previous))
    return {
      message: `this line does not fit the one before it`,
      hint: `did you forget the colon after '${previous.trim()}'?`,
    };
  if (reason.includes('bad indentation') || reason.includes('end of the stream or a document separator'))
    return {
      message: 'this line is not indented like the ones that it belongs to',
      hint: 'keys of one mapping, and dashes of one list, start in the same column',
    };
  return { message: reason };
}
