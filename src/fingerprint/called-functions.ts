/** The functions that somebody has defined in the warehouse, by name in lower case. */
export type UserFunctions = ReadonlyMap<
  string,
  {
    readonly says: string;
    /** Whether it calculates of its arguments alone. */
    readonly isSteady: boolean;
  }
>;

/** Those that SQL may call, also through others, by name. */
export function calledFunctions(texts: readonly string[], functions: UserFunctions): readonly string[] {
  if (functions.size === 0) return [];
  const called = new Set<string>();
  const waiting = texts.map((text) => text.toLowerCase());
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop())
    for (const [name, { says }] of functions)
      if (!called.has(name) && mayCall(text, name)) {
        called.add(name);
        waiting.push(says.toLowerCase());
      }
  return [...called].sort();
}

/** Whether the name stands before a parenthesis; comments between them are nobody's habit. */
function mayCall(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && /^"?\s*\(/.test(text.slice(at + name.length))) return true;
  return false;
}
