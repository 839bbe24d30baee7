import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const compiled = new Map<string, ValidateFunction>();

/** What the schemas of the oldest and the newest dbt of these versions find wrong with an artifact's text. */
export function schemaErrors(artifact: 'manifest-v12' | 'run-results-v6', text: string): unknown[] {
  return [`1.8/${artifact}`, `1.11/${artifact}`].flatMap((schema) => {
    const validate = compiled.get(schema) ?? compile(schema);
    validate(JSON.parse(text));
    return validate.errors ?? [];
  });
}

function compile(schema: string): ValidateFunction {
  const path = new URL(`../../fixtures/dbt-schemas/${schema}.json`, import.meta.url);
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { uuid: /^[0-9a-f-]{36}$/ } });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  compiled.set(schema, validate);
  return validate;
}
