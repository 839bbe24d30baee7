import { type Diagnostic, error, warning } from '../../base/index.ts';
import { constraintTypes } from '../drafts/column.ts';
import type { ManifestNode, ModelNode } from '../nodes.ts';
import type { WrittenEntries, WrittenEntry } from '../written-entries.ts';

/** What models cannot be: public and without a relation; with a contract and no columns; with two primary keys. */
export const checkModels = (nodes: Iterable<ManifestNode>, entries: WrittenEntries): Diagnostic[] =>
  [...nodes].flatMap((node) =>
    node.resource === 'model'
      ? [
          ...checkAccess(node, entries.get(node.id)),
          ...checkContract(node, entries.get(node.id)),
          ...checkPrimaryKeys(node, entries.get(node.id)),
        ]
      : [],
  );

/** Materializations that give their tables the constraints. */
const keeping = new Set(['table', 'incremental']);

const levels = new Set(['private', 'protected', 'public']);

function checkAccess(node: ModelNode, entry: WrittenEntry | undefined): Diagnostic[] {
  const locate = () => entry?.config.find(({ key }) => key === 'access')?.locate() ?? node.locate();
  if (!levels.has(node.access))
    return [
      error('A2203', `${node.name} has the access '${node.access}', which there is not`, {
        location: locate(),
        hint: 'it is one of private, protected and public',
      }),
    ];
  if (node.access !== 'public' || node.config.materialized !== 'ephemeral') return [];
  return [
    error('A2203', `${node.name} is public and ephemeral, so that there is nothing for others to read`, {
      location: locate(),
      hint: 'materialize it as something else, or make it protected',
    }),
  ];
}

function checkContract(node: ModelNode, entry: WrittenEntry | undefined): Diagnostic[] {
  const columns = node.columns.flatMap((column) => column.constraints ?? []);
  const unknown = [...columns, ...node.constraints].find(({ type }) => !constraintTypes.includes(type));
  const locate = () => entry?.locate() ?? node.locate();
  const wrong = (message: string, hint: string) =>
    error('A2204', `${node.name} ${message}`, { location: locate(), hint });
  const problems: Diagnostic[] = [];
  if (unknown !== undefined)
    problems.push(
      wrong(`has a constraint of the type '${unknown.type}'`, `it is one of ${constraintTypes.join(', ')}`),
    );
  if (!node.contract.enforced) return problems;
  const { materialized, onSchemaChange } = node.config;
  const isUnkept = [...columns, ...node.constraints].some(({ warnUnsupported }) => warnUnsupported);
  if (node.patchPath !== undefined && isUnkept && !keeping.has(materialized))
    problems.push(
      warning('A2218', `nothing keeps the constraints of ${node.name}: it is a ${materialized}`, {
        location: locate(),
        hint: 'make it a table, or say warn_unsupported: false of each constraint',
        event: 'UnsupportedConstraintMaterialization',
      }),
    );
  // Of a model that nothing describes, it shows when it is built.
  if (node.patchPath !== undefined && node.columns.length === 0)
    problems.push(
      wrong('has a contract and no columns', 'list its columns with their data_type in a properties file'),
    );
  if (node.patchPath !== undefined && node.language !== 'sql')
    problems.push(wrong('has a contract and is not SQL', 'take the contract away'));
  if (materialized === 'incremental' && !['append_new_columns', 'fail'].includes(onSchemaChange))
    problems.push(
      wrong(
        `is incremental with a contract, and its on_schema_change is '${onSchemaChange}'`,
        "it must be 'append_new_columns' or 'fail'",
      ),
    );
  return problems;
}

function checkPrimaryKeys(node: ModelNode, entry: WrittenEntry | undefined): Diagnostic[] {
  const columns = node.columns.filter((column) =>
    column.constraints?.some(({ type }) => type === 'primary_key'),
  );
  const ofModel = node.constraints.some(({ type }) => type === 'primary_key');
  if (columns.length <= (ofModel ? 0 : 1)) return [];
  return [
    error('A2205', `${node.name} has a primary key twice: ${columns.map(({ name }) => name).join(', ')}`, {
      location:
        entry?.columns.findLast(({ name }) => name === columns.at(-1)!.name)?.locate() ?? node.locate(),
      hint: 'a key of several columns is a constraint of the model, and then none of its columns',
    }),
  ];
}
