import type { RelationName } from '../base/index.ts';
import type { Target } from '../project/index.ts';

/**
 * Where a node is built. `schema: gold` is `gold` behind the target's prefix (`dev_gold`); a node without a
 * schema is in the target's own. (dbt projects name theirs `<target schema>_gold`: a policy of loading.)
 */
export function relationName(
  target: Target,
  config: { readonly schema?: string; readonly alias?: string; readonly database?: string },
  name: string,
): RelationName {
  return {
    ...(config.database !== undefined && { database: config.database }),
    schema: config.schema === undefined ? target.schema : `${target.schemaPrefix}${config.schema}`,
    identifier: config.alias ?? name,
  };
}

/** Where the failing rows of a test are kept: `dbt_test__audit`, dbt's name, unless its config names a schema. */
export const failuresRelation = (
  target: Target,
  config: { readonly schema?: string; readonly alias?: string },
  name: string,
): RelationName => relationName(target, { ...config, schema: config.schema ?? 'dbt_test__audit' }, name);
