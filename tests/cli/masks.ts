/** What differs from run to run and machine to machine, as patterns and what stands for them. */
const noise: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b(?:\d+m )?\d+(?:\.\d+)?(?:ms|s)\b/g, '<t>'],
  [/\bprocess \d+/g, 'process <pid>'],
  [/\(PID \d+\)/g, '(PID <pid>)'],
];

/** A text without noise; `folders` are replaced first, the longest before those that are part of it. */
export function masked(text: string, folders: Readonly<Record<string, string>> = {}): string {
  const byLength = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
  const placed = byLength.reduce((rest, [folder, name]) => rest.replaceAll(folder, name), text);
  return noise.reduce((rest, [pattern, name]) => rest.replace(pattern, name), placed);
}
