import { dump, YAML11_SCHEMA } from 'js-yaml';

/** A value as a YAML text that PyYAML reads as the same value; keys are sorted, as it sorts them. */
export const writeYaml = (value: unknown): string =>
  dump(value, { schema: YAML11_SCHEMA, noRefs: true, lineWidth: -1, sortKeys: true });
