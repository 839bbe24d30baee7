import { ok, type RelationName, type Result } from '../../base/index.ts';
import type { TestConfig } from '../../project/index.ts';
import { failuresRelation } from '../relation-names.ts';
import type { DraftSettings } from './draft.ts';
import { relationOf } from './relation-of.ts';

interface Identified {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
}

/** Where `store_failures` keeps the failing rows of a test: `dbt_test__audit`, unless its config names a schema. */
export function failuresOf(
  identity: Identified,
  config: TestConfig,
  settings: DraftSettings,
): Result<RelationName> {
  const { project } = settings;
  if (project.policies.schemaNames === 'prefix')
    return ok(failuresRelation(project.target, config, identity.name));
  const schema = config.schema ?? 'dbt_test__audit';
  return relationOf(
    identity,
    {
      resource: 'test',
      materialized: 'test',
      config: { ...config, schema, raw: { ...config.raw, schema } },
    },
    settings,
  );
}
