import type { RelationName } from '../base/index.ts';
import type { Target } from '../project/index.ts';

/**
 * Where a node is built. `schema: gold` is `gold` behind the target's prefix (`dev_gold`); a node without a
 * schema is in the target's own. (dbt projects name theirs `<target schema>_gold`: a policy of loading.)
 */
export function relationName(
  target: Target,
  { schema, alias, database }: NamedByConfig,
  name: string,
): RelationName {
  const relation = {
    schema: schema === undefined ? target.schema : `${target.schemaPrefix}${schema}`,
    identifier: alias ?? name,
  };
  return database === undefined ? relation : { database, ...relation };
}

interface NamedByConfig {
  readonly schema?: string;
  readonly alias?: string;
  readonly database?: string;
}

/** Where the failing rows of a test are kept: `dbt_test__audit`, dbt's name, unless its config names a schema. */
export const failuresRelation = (target: Target, config: NamedByConfig, name: string): RelationName =>
  relationName(
    target,
    config.schema === undefined ? { ...namesIn(config), schema: 'dbt_test__audit' } : config,
    name,
  );

function namesIn({ alias, database }: NamedByConfig): NamedByConfig {
  if (alias === undefined && database === undefined) return {};
  return { ...(alias !== undefined && { alias }), ...(database !== undefined && { database }) };
}
