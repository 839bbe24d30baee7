import { describe, expect, it } from 'vitest';
import { selectable } from '../../src/graph/selection/selectables.ts';
import type { ManifestNode, ModelNode } from '../../src/manifest/index.ts';
import type { YamlMapping } from '../../src/project/index.ts';
import { model, test as singularTest } from './nodes.ts';
import { type RecordedNode, recorded, selectableOf } from './oracle.ts';

/** The recorded node as the manifest would hold it, for the resources that the manifest has. */
function manifestNode(node: RecordedNode): ManifestNode | undefined {
  const { id, name, path, fqn } = node;
  const raw = node.config ?? {};
  const tags = raw.tags as readonly string[];
  const meta = (raw.meta ?? {}) as YamlMapping;
  const common = {
    id,
    name,
    package: node.package,
    packageRoot: '/shop',
    path,
    fqn,
    dependsOn: { nodes: node.dependsOn, macros: [] },
    unrenderedConfig: () => ({}),
  };
  const patch = node.patchPath === undefined ? {} : { patchPath: node.patchPath };
  const text = (key: string) => String(raw[key]);
  if (node.resource === 'model') {
    const base = model(name);
    const config = { ...base.config, tags, meta, raw, materialized: text('materialized') };
    const { version, latestVersion } = node;
    const access = (raw.access ?? 'protected') as ModelNode['access'];
    const versions =
      version === undefined ? {} : { version, ...(latestVersion !== undefined && { latestVersion }) };
    return { ...base, ...common, ...patch, ...versions, access, config };
  }
  if (node.resource === 'test') {
    const base = singularTest(name, []);
    const severity = text('severity').toLowerCase() === 'warn' ? 'warn' : 'error';
    const config = { ...base.config, tags, meta, raw, severity } as const;
    if (node.genericTest === undefined) return { ...base, ...common, config };
    const attachedTo = node.dependsOn[0]!;
    const generic = {
      kind: 'generic',
      name: node.genericTest,
      arguments: {},
      attachedTo,
      column: 'x',
    } as const;
    return { ...base, ...common, config, test: generic };
  }
  if (node.resource === 'seed') {
    const { materialized: _, uniqueKey: __, partitionBy: ___, ...base } = model(name).config;
    const own = { columnTypes: {}, delimiter: text('delimiter'), quoteColumns: false };
    const config = { ...base, ...own, tags, meta, raw };
    const relation = { schema: 'main', identifier: name };
    const written = {
      description: '',
      locate: () => ({ file: path }),
      columns: [],
      checksum: '',
      fileHash: '',
    };
    return { ...common, ...written, ...patch, resource: 'seed', config, relation };
  }
  if (node.resource === 'source') {
    const relation = { schema: 'main', identifier: name };
    return {
      ...common,
      resource: 'source',
      description: '',
      locate: () => ({ file: path }),
      sourceName: node.sourceName!,
      sourceDescription: '',
      config: { enabled: true, tags: node.tags, meta, raw },
      columns: [],
      from: { kind: 'table', relation },
      loader: '',
    };
  }
  return undefined;
}

/** What the test is on, with the tags on its column that dbt gave to the test. */
function columnsOf(node: RecordedNode, made: ManifestNode): ReadonlyMap<string, ManifestNode> {
  if (made.resource !== 'test' || made.test.kind !== 'generic') return new Map();
  const tags = node.tags.filter((tag) => !made.config.tags.includes(tag));
  const columns = [{ name: 'x', description: '', meta: {}, tags }];
  return new Map([[made.test.attachedTo, { ...model('on'), columns }]]);
}

describe('what selection reads of a manifest node', () => {
  const pairs = recorded.nodes.flatMap((node) => {
    const made = manifestNode(node);
    return made === undefined ? [] : [[node.id, node, made] as const];
  });

  it.each(pairs)('%s', (_, node, made) => {
    const { config, tags, dependsOn, ...seen } = selectable(made, columnsOf(node, made));
    const { config: __, tags: wantedTags, dependsOn: wantedParents, ...rest } = selectableOf(node);
    const wanted = node.config;
    expect(dependsOn.nodes).toEqual(wantedParents.nodes);
    expect(seen).toEqual(rest);
    expect([...tags].sort()).toEqual([...wantedTags].sort());
    const severity =
      wanted?.severity === undefined ? {} : { severity: expect.stringMatching(/^(warn|error)$/i) };
    expect(config?.()).toMatchObject({ ...wanted, ...severity });
  });

  it('spells out what nobody configured', () => {
    const { config, access } = selectable(model('a'), new Map());
    expect(access).toBe('protected');
    expect(config?.()).toMatchObject({ enabled: true, materialized: 'view', contract: { enforced: false } });
  });
});
