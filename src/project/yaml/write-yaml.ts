import { dump, YAML11_SCHEMA } from 'js-yaml';

export interface YamlWriting {
  /** As PyYAML sorts them, unless said otherwise. */
  readonly sortKeys?: boolean;
  readonly indentLists?: boolean;
}

/** A value as a YAML text that PyYAML reads as the same value. */
export const writeYaml = (
  value: unknown,
  { sortKeys = true, indentLists = true }: YamlWriting = {},
): string =>
  dump(value, { schema: YAML11_SCHEMA, noRefs: true, seqNoIndent: !indentLists, lineWidth: -1, sortKeys });
