import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Schema = 'manifest-v12' | 'run-results-v6';

const compiled = new Map<Schema, ValidateFunction>();

/** What dbt's schema finds wrong with an artifact's text. */
export function schemaErrors(schema: Schema, text: string): unknown[] {
  const validate = compiled.get(schema) ?? compile(schema);
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

function compile(schema: Schema): ValidateFunction {
  const path = new URL(`../../fixtures/dbt-schemas/${schema}.json`, import.meta.url);
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { uuid: /^[0-9a-f-]{36}$/ } });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  compiled.set(schema, validate);
  return validate;
}
