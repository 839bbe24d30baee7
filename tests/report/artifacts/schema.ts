import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const compiled = new Map<string, ValidateFunction>();

type Artifact = 'manifest-v12' | 'run-results-v6' | 'catalog-v1' | 'sources-v3';

/** What the schemas of the oldest and the newest dbt of these versions find wrong with an artifact's text. */
export const schemaErrors = (artifact: Artifact, text: string): unknown[] =>
  ['1.8', '1.11'].flatMap((version) => schemaErrorsOf(version, artifact, text));

/** What the schema of one dbt finds wrong; of the older one there are some only. */
export function schemaErrorsOf(version: string, artifact: Artifact, text: string): unknown[] {
  const path = new URL(`../../fixtures/dbt-schemas/${version}/${artifact}.json`, import.meta.url);
  if (!existsSync(path)) return [];
  const validate = compiled.get(path.pathname) ?? compile(path);
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

function compile(path: URL): ValidateFunction {
  const formats = { uuid: /^[0-9a-f-]{36}$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?$/ };
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  compiled.set(path.pathname, validate);
  return validate;
}
