const cache = new Map<string, RegExp>();

/** Whether the whole of `text` matches a shell pattern (`*`, `?`, `[a-z]`, `[!a-z]`), as Python's fnmatch has it. */
export function fnmatch(text: string, pattern: string): boolean {
  return fnmatcher(pattern).test(text);
}

/** The regular expression of a shell pattern. */
export function fnmatcher(pattern: string): RegExp {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(`^(?:${translate(pattern)})$`, 'su');
  if (cache.size > 1000) cache.clear();
  cache.set(pattern, made);
  return made;
}

/** Whether a text has a wildcard; a closing bracket counts, as it does for dbt. */
export const hasWildcard = (text: string): boolean => /[*?[\]]/.test(text);

function translate(pattern: string): string {
  let made = '';
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at]!;
    at++;
    if (char === '*') {
      if (!made.endsWith('.*')) made += '.*';
    } else if (char === '?') {
      made += '.';
    } else if (char === '[') {
      const end = closingBracket(pattern, at);
      if (end === -1) {
        made += '\\[';
      } else {
        made += characterClass(pattern.slice(at, end));
        at = end + 1;
      }
    } else {
      made += /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
    }
  }
  return made;
}

/** A bracket right after `[` or `[!` is a member of the class. */
function closingBracket(pattern: string, from: number): number {
  let at = from;
  if (pattern[at] === '!') at++;
  if (pattern[at] === ']') at++;
  return pattern.indexOf(']', at);
}

function characterClass(members: string): string {
  const negated = members.startsWith('!');
  const chars = [...(negated ? members.slice(1) : members)];
  const parts: string[] = [];
  for (let at = 0; at < chars.length; at++) {
    const from = chars[at]!;
    const to = chars[at + 1] === '-' ? chars[at + 2] : undefined;
    if (to === undefined) {
      parts.push(inClass(from));
    } else {
      if (from <= to) parts.push(`${inClass(from)}-${inClass(to)}`);
      at += 2;
    }
  }
  if (parts.length === 0) return negated ? '.' : '(?!)';
  return `[${negated ? '^' : ''}${parts.join('')}]`;
}

const inClass = (char: string): string => (/[\\\]^[\-&~|{}()/]/.test(char) ? `\\${char}` : char);
