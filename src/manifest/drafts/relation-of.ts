import { ok, type RelationName, type Result } from '../../base/index.ts';
import type { YamlMapping } from '../../project/index.ts';
import type { Version } from '../node-parts.ts';
import { relationName } from '../relation-names.ts';
import type { DraftSettings } from './draft.ts';

interface Identified {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
}

interface Built {
  readonly resource: string;
  readonly version?: Version | undefined;
  readonly text?: string;
  /** What `materialized` is when nobody says anything. */
  readonly materialized: string;
  readonly config: {
    readonly schema?: string;
    readonly alias?: string;
    readonly database?: string;
    readonly enabled: boolean;
    readonly tags: readonly string[];
    readonly meta: YamlMapping;
    readonly raw: YamlMapping;
  };
}

/** Where a node is built, by the project's policy. */
export function relationOf(node: Identified, built: Built, settings: DraftSettings): Result<RelationName> {
  const { project, owner, generatedNames } = settings;
  const { config, version } = built;
  if (project.policies.schemaNames === 'prefix') return ok(relationName(project.target, config, node.name));
  const usual = generatedNames.usual({ name: node.name, version, package: owner }, config);
  if (usual !== undefined) return ok(usual);
  const { enabled, tags, meta } = config;
  return generatedNames.relation(
    {
      ...node,
      ...built,
      package: owner,
      tags,
      meta,
      config: {
        schema: null,
        database: null,
        alias: null,
        materialized: built.materialized,
        ...config.raw,
        enabled,
        tags: [...tags],
        meta,
      },
    },
    config,
  );
}
