import * as z from 'zod/mini';
import { configSchemas } from './node-config.ts';
import { projectSchema } from './project-schema.ts';
import { propertiesSchema } from './properties-schema.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** The JSON Schemas that editors use, by file name. `scripts/schemas.mjs` writes them to schemas/. */
export const jsonSchemas = (): Readonly<Record<string, JsonObject>> => ({
  'project.json': withConfigTrees(document(projectSchema(), 'Assay project file (project.yml)')),
  'properties.json': document(
    propertiesSchema(),
    'Assay properties file (.yml below models, seeds, tests …)',
  ),
});

function document(schema: z.ZodMiniType, title: string): JsonObject {
  const { $schema, ...rest } = toJson(schema);
  return { $schema: $schema!, title, ...rest };
}

function toJson(schema: z.ZodMiniType): JsonObject {
  const json = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The only type of our own is the boxed float.
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'number';
    },
  });
  return withTemplates(JSON.parse(JSON.stringify(json)) as Json) as JsonObject;
}

/** A template may stand for a value of any type; texts allow one anyway. */
function withTemplates(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(withTemplates);
  if (typeof json !== 'object' || json === null) return json;
  const given = json as JsonObject;
  const closed = 'enum' in given || given.type === 'boolean' || given.type === 'integer';
  if (!closed) {
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, withTemplates(value)]));
  }
  const { description, ...rest } = given;
  const values = bounded(rest);
  const template = { type: 'string', pattern: '\\{[{%]' };
  return { ...(description === undefined ? {} : { description }), anyOf: [values, template] };
}

/** zod bounds every integer by what JavaScript can hold, which tells an editor nothing. */
function bounded(json: JsonObject): JsonObject {
  const isLimit = (value: Json | undefined): boolean => Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
  return Object.fromEntries(
    Object.entries(json).filter(([key, value]) => !/^m(in|ax)imum$/.test(key) || !isLimit(value)),
  );
}

/** `models:` and its like: `+key` is a config, every other key a folder of the same shape. */
function withConfigTrees(project: JsonObject): JsonObject {
  const sections = {
    models: 'models',
    seeds: 'seeds',
    sources: 'sources',
    data_tests: 'tests',
    tests: 'tests',
  } as const;
  const properties = { ...(project.properties as JsonObject) };
  const definitions: Record<string, Json> = {};
  for (const [section, kind] of Object.entries(sections)) {
    const name = `${kind}-folder`;
    const { properties: configs } = toJson(configSchemas[kind]);
    definitions[name] = {
      type: ['object', 'null'],
      properties: Object.fromEntries(
        Object.entries(configs as JsonObject).map(([key, value]) => [`+${key}`, value]),
      ),
      patternProperties: { '^[^+]': { $ref: `#/definitions/${name}` } },
      additionalProperties: false,
    };
    const { description } = properties[section] as JsonObject;
    properties[section] = { description: description!, allOf: [{ $ref: `#/definitions/${name}` }] };
  }
  return { ...project, properties, definitions };
}
