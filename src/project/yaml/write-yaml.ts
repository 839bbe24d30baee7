import { dump, YAML11_SCHEMA } from 'js-yaml';

/** A value as a YAML text that PyYAML reads as the same value; keys are sorted, as it sorts them, unless said otherwise. */
export const writeYaml = (value: unknown, { sortKeys = true }: { readonly sortKeys?: boolean } = {}): string =>
  dump(value, { schema: YAML11_SCHEMA, noRefs: true, noArrayIndent: true, lineWidth: -1, sortKeys });
