import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Node {
  readonly unique_id: string;
  readonly resource_type: string;
  readonly relation_name: string | null;
  readonly schema: string;
  readonly name: string;
  readonly compiled_code?: string | null;
  readonly original_file_path: string;
  readonly config: {
    readonly materialized?: string;
    readonly format?: string;
    readonly partition_by?: string | readonly string[];
  };
  readonly depends_on?: { readonly nodes: readonly string[] };
}

/** The statements that a built example comes down to, in order: each model, and after it the tests that can be asked. */
export function bareExample(directory: string, lake: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(directory, 'target/manifest.json'), 'utf8')) as {
    readonly nodes: Readonly<Record<string, Node>>;
  };
  const nodes = Object.values(manifest.nodes);
  const built = nodes.filter((node) => node.resource_type !== 'test');
  const schemas = new Set(built.map(({ schema }) => schema));
  const statements = [...schemas].map((schema) => `create schema if not exists ${schema}`);
  const done = new Set<string>();
  const tests = new Set(nodes.filter((node) => node.resource_type === 'test'));
  const needs = (node: Node): readonly Node[] =>
    (node.depends_on?.nodes ?? []).flatMap((id) => manifest.nodes[id] ?? []);
  const add = (node: Node): void => {
    if (done.has(node.unique_id)) return;
    for (const need of needs(node)) add(need);
    done.add(node.unique_id);
    statements.push(...creation(node, directory, lake));
    for (const test of tests) {
      if (!needs(test).every(({ unique_id: id }) => done.has(id))) continue;
      tests.delete(test);
      statements.push(`select count(*) from (\n${code(test)}\n)`);
    }
  };
  for (const node of built) add(node);
  return statements;
}

const code = (node: Node): string => node.compiled_code!.replaceAll('__staged', '').replace(/[\s;]+$/, '');

function creation(node: Node, directory: string, lake: string): readonly string[] {
  const { relation_name: relation, config } = node;
  if (node.resource_type === 'seed') {
    const file = join(directory, node.original_file_path);
    return [`create table ${relation} as select * from read_csv('${file}')`];
  }
  if (config.materialized === 'ephemeral') return [];
  if (config.materialized === 'view') return [`create view ${relation} as\n${code(node)}`];
  if (config.format !== 'parquet') return [`create table ${relation} as\n${code(node)}`];
  const partitions = [config.partition_by ?? []].flat();
  const folder = join(lake, node.schema, node.name);
  const options = [
    'format parquet',
    ...(partitions.length > 0 ? [`partition_by (${partitions.join(', ')})`] : []),
  ];
  const files = partitions.length > 0 ? `${folder}/**/*.parquet` : `${folder}.parquet`;
  return [
    `copy (\n${code(node)}\n) to '${partitions.length > 0 ? folder : files}' (${options.join(', ')})`,
    `create view ${relation} as select * from read_parquet('${files}', hive_partitioning = ${partitions.length > 0})`,
  ];
}
