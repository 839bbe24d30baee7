import type { UnitTestNode, UnitTestRows } from '../../manifest/index.ts';
import { completeConfig } from './node-config.ts';
import { namesOf, pathBelow } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

export function unitTestData(node: UnitTestNode, around: NodeSurroundings): Record<string, unknown> {
  const { config, overrides, versions } = node;
  return {
    ...namesOf(node),
    path: pathBelow(node, around),
    model: node.model,
    given: node.given.map((input) => ({ input: input.input, ...rowsData(input) })),
    expect: rowsData(node.expect),
    overrides: overrides
      ? { macros: overrides.macros, vars: overrides.vars, env_vars: overrides.envVars }
      : null,
    depends_on: { macros: node.dependsOn.macros, nodes: node.dependsOn.nodes },
    config: completeConfig('unit_test', config.raw, { tags: config.tags, meta: config.meta }),
    checksum: node.checksum,
    schema: node.schema,
    versions: versions ? { include: versions.include ?? null, exclude: versions.exclude ?? null } : null,
    version: node.version ?? null,
  };
}

const rowsData = ({ format, rows, fixture }: UnitTestRows): Record<string, unknown> => ({
  rows: rows ?? null,
  format,
  fixture: fixture ?? null,
});
