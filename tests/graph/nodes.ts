import { SourceText } from '../../src/base/index.ts';
import {
  MacroLookup,
  type Manifest,
  type ManifestNode,
  type ModelNode,
  type TestNode,
} from '../../src/manifest/index.ts';
import type { StaticCall, Template } from '../../src/template/index.ts';

interface Written {
  readonly source: SourceText;
  /** ref() calls: of what, from where to where. */
  readonly calls: readonly (readonly [string, number, number])[];
}

/** A model of the package `shop` in `models/`, which reads the named models. */
export function model(name: string, parents: readonly string[] = [], written?: Written): ModelNode {
  const path = `models/${name}.sql`;
  return {
    resource: 'model',
    language: 'sql',
    access: 'protected',
    contract: { enforced: false, aliasTypes: true },
    constraints: [],
    docs: { show: true },
    primaryKey: [],
    id: `model.shop.${name}`,
    name,
    package: 'shop',
    packageRoot: '/shop',
    path,
    fqn: ['shop', name],
    description: '',
    locate: () => ({ file: path }),
    dependsOn: { nodes: parents.map((parent) => `model.shop.${parent}`), macros: [] },
    unrenderedConfig: () => ({}),
    config: {
      enabled: true,
      tags: [],
      meta: {},
      preHooks: [],
      postHooks: [],
      materialized: 'view',
      uniqueKey: [],
      onSchemaChange: 'ignore',
      format: 'table',
      partitionBy: [],
      raw: {},
    },
    columns: [],
    template: template(written ?? { source: new SourceText(path, ''), calls: [] }),
    relation: { schema: 'main', identifier: name },
    checksum: '',
  };
}

/** A singular test of the package `shop`, which reads the nodes with these ids. */
export function test(name: string, parents: readonly string[]): TestNode {
  const path = `tests/${name}.sql`;
  return {
    resource: 'test',
    id: `test.shop.${name}`,
    name,
    package: 'shop',
    packageRoot: '/shop',
    path,
    fqn: ['shop', name],
    description: '',
    locate: () => ({ file: path }),
    dependsOn: { nodes: parents, macros: [] },
    unrenderedConfig: () => ({}),
    config: {
      enabled: true,
      tags: [],
      meta: {},
      severity: 'error',
      warnIf: '!= 0',
      errorIf: '!= 0',
      failCalc: 'count(*)',
      storeFailures: false,
      raw: {},
    },
    storedIn: { schema: 'main_dbt_test__audit', identifier: name },
    test: { kind: 'singular', template: template({ source: new SourceText(path, ''), calls: [] }) },
  };
}

export function manifestOf(nodes: readonly ManifestNode[]): Manifest {
  return {
    project: { name: 'shop', root: '/shop' },
    nodes: new Map(nodes.map((node) => [node.id, node])),
    macros: MacroLookup.none,
    disabled: [],
    described: new Map(),
    disabledDescribed: [],
    groups: new Map(),
    docs: new Map(),
  };
}

function template({ source, calls }: Written): Template {
  return {
    source,
    definitions: [],
    calls: calls.map(
      ([target, start, end]): StaticCall => ({
        name: 'ref',
        args: [target],
        kwargs: {},
        spread: false,
        start,
        end,
        argRanges: [],
        kwargRanges: {},
        conditional: false,
      }),
    ),
    macroCalls: [],
    names: new Set(),
    objects: new Set(),
    values: new Set(),
    isStatic: true,
  };
}
