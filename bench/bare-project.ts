import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model as statements: what makes it, and expressions that count the failures of its tests. */
export interface BareStep {
  readonly create: string;
  readonly test?: { readonly relation: string; readonly aggregates: readonly string[] };
  /** The positions of the steps that it reads. */
  readonly needs: readonly number[];
}

export interface BareProject {
  readonly schemas: readonly string[];
  /** In an order in which each comes after what it reads. */
  readonly steps: readonly BareStep[];
}

interface Node {
  readonly unique_id: string;
  readonly resource_type: string;
  readonly relation_name: string;
  readonly schema: string;
  readonly compiled_code?: string | null;
  readonly original_file_path: string;
  readonly depends_on?: { readonly nodes: readonly string[] };
}

/** What a generated project that was built comes down to, read from its manifest.json. */
export function bareProject(directory: string): BareProject {
  const manifest = JSON.parse(readFileSync(join(directory, 'target/manifest.json'), 'utf8')) as {
    readonly nodes: Readonly<Record<string, Node>>;
  };
  const nodes = Object.values(manifest.nodes).filter((node) => node.resource_type !== 'test');
  const byId = new Map(nodes.map((node) => [node.unique_id, node]));
  const positions = new Map<string, number>();
  const steps: BareStep[] = [];
  const add = (node: Node): number => {
    const known = positions.get(node.unique_id);
    if (known !== undefined) return known;
    const needs = (node.depends_on?.nodes ?? []).flatMap((id) => byId.get(id) ?? []).map(add);
    steps.push({ ...statements(node, directory), needs });
    positions.set(node.unique_id, steps.length - 1);
    return steps.length - 1;
  };
  for (const node of nodes) add(node);
  return { schemas: [...new Set(nodes.map((node) => node.schema))], steps };
}

function statements(node: Node, directory: string): Omit<BareStep, 'needs'> {
  const relation = node.relation_name;
  if (node.resource_type === 'seed') {
    const file = join(directory, node.original_file_path);
    return { create: `create or replace table ${relation} as select * from read_csv('${file}')` };
  }
  const code = node.compiled_code!.replaceAll('__staged', '').replace(/[\s;]+$/, '');
  const key = node.schema.endsWith('gold') ? 'customer_id' : 'event_id';
  const aggregates = [
    `count(*) - count(${key})`,
    `count(${key}) - count(distinct ${key})`,
    "count(*) filter (where kind not in ('view', 'cart', 'order', 'refund'))",
  ];
  return {
    create: `create or replace table ${relation} as\n${code}`,
    test: { relation, aggregates },
  };
}
