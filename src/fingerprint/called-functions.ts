/** The functions and types that somebody has defined in the warehouse, by name in lower case; a type as `type name`. */
export type UserFunctions = ReadonlyMap<
  string,
  {
    readonly says: string;
    /** Whether it calculates of its arguments alone. */
    readonly isSteady: boolean;
  }
>;

/** The key of a type, which can have the name of a function. */
export const typeKey = (name: string): string => `${typeMark}${name.toLowerCase()}`;

const typeMark = 'type ';

export const isType = (key: string): boolean => key.startsWith(typeMark);

export const bareName = (key: string): string => (isType(key) ? key.slice(typeMark.length) : key);

/** Those that SQL may call, or as types name, also through others, by name. */
export function calledFunctions(texts: readonly string[], functions: UserFunctions): readonly string[] {
  if (functions.size === 0) return [];
  const called = new Set<string>();
  const waiting = texts.map((text) => text.toLowerCase());
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop())
    for (const [name, { says }] of functions)
      if (!called.has(name) && mayUse(text, name)) {
        called.add(name);
        waiting.push(says.toLowerCase());
      }
  return [...called].sort();
}

const mayUse = (text: string, key: string): boolean =>
  isType(key) ? mayName(text, bareName(key)) : mayCall(text, key);

/** Whether the name stands there as a word, whatever it is there. */
function mayName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? '')) return true;
  return false;
}

/** Whether the name stands before a parenthesis; comments between them are nobody's habit. */
function mayCall(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && /^"?\s*\(/.test(text.slice(at + name.length))) return true;
  return false;
}
