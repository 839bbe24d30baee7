/**
 * Hides the values of secret variables, those whose names start with DBT_ENV_SECRET, in whatever is printed. Undefined
 * where there are none.
 */
export function secretMask(
  env: Readonly<Record<string, string | undefined>>,
): ((text: string) => string) | undefined {
  const secrets = Object.entries(env)
    .flatMap(([name, value]) => (name.startsWith('DBT_ENV_SECRET') && value ? [value] : []))
    // One can be a part of another.
    .sort((a, b) => b.length - a.length);
  if (secrets.length === 0) return undefined;
  return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, '*****'), text);
}
