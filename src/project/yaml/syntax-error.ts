import type { YAMLException } from 'js-yaml';
import { type Diagnostic, error, type SourceText } from '../../base/index.ts';
import type { ComposeError } from './compose.ts';
import { findUnclosed } from './unclosed.ts';

interface Told {
  readonly message: string;
  readonly hint?: string;
  /** Where the mistake is, when that is not where reading stopped. */
  readonly start?: number;
  readonly end?: number;
}

/** What js-yaml says, in the words of someone who writes properties files, at the place of the mistake. */
export function syntaxDiagnostic(source: SourceText, thrown: YAMLException): Diagnostic {
  const { text } = source;
  const stopped = lastVisible(text, thrown.mark?.position ?? 0);
  const { message, hint, start = stopped, end = endOfWord(text, start) } = tell(thrown.reason, text, stopped);
  return error('A1002', message, {
    location: source.location(start, end),
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
    case 'key': {
      const start = thrown.at.start - (source.text[thrown.at.start - 1] === '{' ? 1 : 0);
      if (!source.text.startsWith('{{', start)) return error('A1002', thrown.message, { location });
      return error('A1002', unquotedTemplate.message, {
        location: source.location(start, endOfTemplate(source.text, start)),
        hint: unquotedTemplate.hint,
      });
    }
    case 'documents':
      return error('A1002', thrown.message, { location, hint: 'make a file of each, or remove the ---' });
    case 'alias':
    case 'tag':
    case 'merge':
      return error('A1002', thrown.message, { location });
  }
}

const unquotedTemplate = {
  message: 'a value that starts with a template must be in quotes',
  hint: 'write "{{ … }}"',
};

function tell(reason: string, text: string, at: number): Told {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const line = lineFrom(text, lineStart);
  const before = text.slice(lineStart, at);
  const template = text[at - 1] === '{' ? at - 1 : at;
  if (/^\{[{%]/.test(text.slice(template)))
    return { ...unquotedTemplate, start: template, end: endOfTemplate(text, template) };
  if (/\btab\b/.test(reason)) {
    const tab = text.indexOf('\t', lineStart);
    return {
      message: 'a tab is used for indentation, which YAML does not allow',
      hint: 'indent with spaces',
      ...(tab === -1 ? {} : { start: tab, end: tab + 1 }),
    };
  }
  if (/deficient indentation|quoted scalar|flow collection/.test(reason)) {
    const unclosed = findUnclosed(text);
    if (unclosed !== undefined) {
      const { start, mark } = unclosed;
      const what = mark === '"' || mark === "'" ? 'quote' : 'bracket';
      const closing = mark === '[' ? ']' : mark === '{' ? '}' : mark;
      return {
        message: `the ${what} ${mark} that opens here is never closed`,
        hint: `close it with ${closing}`,
        start,
        end: start + 1,
      };
    }
  }
  if (reason.includes('missed comma'))
    return { message: 'a comma is missing between the items of the list or mapping' };
  if (/^[@`%]/.test(text.slice(at)) && /[:-]\s+$/.test(before))
    return { message: `a value cannot start with ${text[at]!}`, hint: 'put it in quotes' };
  if (/:\s+[^'"[{|>#\s][^#]*:(\s|$)/.test(line) && before.includes(':'))
    return {
      message: 'the value holds a colon followed by a space, which starts another mapping',
      hint: 'put the value in quotes',
    };
  if (/^\s*(?:- +)?[\w-]+:\s+(['"]).*\1\s*\S/.test(line) && before.trim() !== '')
    return { message: 'there is text after the closing quote', hint: quoteHint(line) };
  return tellOfLayout(reason, text, lineStart);
}

const quoteHint = (line: string): string =>
  /:\s+'/.test(line)
    ? `write a quote inside quotes twice, as in 'it''s'`
    : 'write a quote inside quotes as \\"';

function tellOfLayout(reason: string, text: string, lineStart: number): Told {
  const previous = /(?:^|\n)([ -]*)([\w-]+)[ \t]*\r?\n[\s]*$/.exec(text.slice(0, lineStart));
  if (previous !== null) {
    const word = previous[2]!;
    const start = previous.index + previous[0].indexOf(word);
    return {
      message: `there is no colon after '${word}'`,
      hint: `write ${word}:`,
      start,
      end: start + word.length,
    };
  }
  if (reason.includes('bad indentation') || reason.includes('end of the stream or a document separator'))
    return {
      message: 'this line is not indented like the ones that it belongs to',
      hint: 'keys of one mapping, and dashes of one list, start in the same column',
    };
  if (reason.includes('non-printable')) return { message: 'the file holds a control character' };
  if (reason.includes('null byte')) return { message: 'the file holds a NUL character, so it is no text' };
  if (reason.includes('maxDepth')) return { message: 'the values are nested too deeply' };
  return { message: reason };
}

const lineFrom = (text: string, start: number): string => /^[^\r\n]*/.exec(text.slice(start))![0];

/** At the end of a file, or of a line, there is nothing to point at. */
function lastVisible(text: string, offset: number): number {
  let at = Math.min(offset, text.length - 1);
  while (at > 0 && /[\r\n]/.test(text[at]!)) at--;
  return Math.max(at, 0);
}

function endOfWord(text: string, start: number): number {
  const limit = Math.min(text.length, start + 60);
  let end = start;
  while (end < limit && !/\s/.test(text[end]!)) end++;
  return Math.max(end, Math.min(start + 1, text.length));
}

function endOfTemplate(text: string, start: number): number {
  const line = lineFrom(text, start);
  const close = /[}%]\}/.exec(line);
  return start + (close === null ? line.length : close.index + 2);
}
