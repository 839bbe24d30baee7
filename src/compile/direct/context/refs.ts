import type { ManifestNode, ReferableNode, SourceNode } from '../../../manifest/index.ts';
import { type Kwargs, TemplateError, type Value } from '../../../template/index.ts';
import { Relation } from '../../objects/relation.ts';
import { everyPart } from '../../objects/relation-parts.ts';
import type { Rendering } from '../rendering.ts';
import { ResolvingFunction } from './runtime-config.ts';
import { fileSource } from './source-location.ts';

/** `ref('model')`, `ref('package', 'model')`, `ref('model', v=2)`. */
export const refFunction = (rendering: Rendering): Value =>
  new ResolvingFunction('ref', rendering, (args, kwargs) => {
    const [first, second] = args;
    if (args.length === 0 || args.length > 2 || args.some((arg) => typeof arg !== 'string'))
      throw new TemplateError('A3003', 'ref() takes the name of a model or seed, or a package and a name');
    const { names } = rendering.settings;
    const name = String(second ?? first);
    const version = versionArgument(kwargs);
    const packageName = second === undefined ? undefined : String(first);
    const target = names.ref(name, packageName, version, rendering.packageName);
    if (target === undefined) throw unknown(names.unknownRef(name, {}, packageName, version));
    const input = inputFor(rendering, target, `ref('${name}')`);
    if (input !== undefined) return input;
    checkDependency(rendering, target, `ref('${name}')`);
    return relationOf(rendering, target);
  });

function versionArgument(kwargs: Kwargs): string | number | undefined {
  const given = kwargs.get('version') ?? kwargs.get('v') ?? null;
  if (given === null) return undefined;
  if (typeof given === 'string' || typeof given === 'number') return given;
  throw new TemplateError('A3003', 'the version of ref() is a number or text');
}

/** The relation of a node as others read it: itself, a common table expression, or where it is deferred to. */
export function relationOf(rendering: Rendering, target: ReferableNode): Relation {
  const { settings, relations } = rendering;
  const reading = { ...limitOf(rendering), ...filterOf(rendering, target) };
  if (target.resource === 'model' && target.config.materialized === 'ephemeral') {
    // The one of the manifest knows what it reads itself.
    const linked = settings.manifest.nodes.get(target.id);
    rendering.ephemeral.set(target.id, linked?.resource === 'model' ? linked : target);
    return Relation.of(
      { identifier: `__dbt__cte__${target.relation.identifier}` },
      { type: 'cte', quote: { ...everyPart, identifier: false }, ...reading },
    );
  }
  const { database, schema, identifier } = settings.deferred(target) ?? target.relation;
  return Relation.of(
    { database: database ?? rendering.database, schema, identifier },
    { quote: quotingOf(target, relations.quoting), ...reading },
  );
}

/** `source('name', 'table')`. */
export const sourceFunction = (rendering: Rendering): Value =>
  new ResolvingFunction('source', rendering, (args) => {
    const [source, table] = args;
    if (args.length !== 2 || typeof source !== 'string' || typeof table !== 'string')
      throw new TemplateError('A3003', 'source() takes the name of a source and of its table');
    const { names } = rendering.settings;
    const target = names.source(source, table, rendering.packageName);
    if (target === undefined) throw unknown(names.unknownSource(source, table));
    const call = `source('${source}', '${table}')`;
    const input = inputFor(rendering, target, call);
    if (input !== undefined) return input;
    checkDependency(rendering, target, call);
    return sourceRelation(rendering, target);
  });

/** A source's table; the quoting of the project does not count for it. */
export function sourceRelation(rendering: Rendering, target: SourceNode): Relation {
  const reading = { ...limitOf(rendering), ...filterOf(rendering, target) };
  const named =
    target.from.kind === 'table'
      ? target.from.relation
      : { schema: target.sourceName, identifier: target.name };
  const external = fileSource(target, named);
  return Relation.of(
    {
      database: ('database' in named ? named.database : undefined) ?? rendering.database,
      schema: named.schema,
      identifier: named.identifier,
    },
    {
      quote: { ...everyPart, ...target.details?.quoting },
      ...(external !== undefined && { external }),
      ...reading,
    },
  );
}

/** What stands for a relation in a unit test, where everything that is read has to be given. */
function inputFor(rendering: Rendering, target: ManifestNode, call: string): Relation | undefined {
  const { node, options } = rendering;
  if (options.inputs === undefined) return undefined;
  const name = options.inputs.get(target.id);
  if (name === undefined)
    throw new TemplateError(
      'A2017',
      `the unit test ${node?.name ?? ''} has no input for ${call}`,
      `give it rows: - input: ${call}`,
    );
  rendering.read.add(target.id);
  return Relation.of({ identifier: name }, { type: 'cte', quote: { ...everyPart, identifier: false } });
}

/** What a node's config says of the quoting of its own relation. */
export function quotingOf(node: ManifestNode, project: typeof everyPart): typeof everyPart {
  const given =
    'config' in node ? (node.config.raw.quoting as Record<string, unknown> | undefined) : undefined;
  if (given === undefined || given === null) return project;
  const of = (part: 'database' | 'schema' | 'identifier'): boolean =>
    typeof given[part] === 'boolean' ? given[part] : project[part];
  return { database: of('database'), schema: of('schema'), identifier: of('identifier') };
}

const limitOf = ({ settings }: Rendering) => (settings.empty ? { limit: 0 } : {});

/** What `--sample` and the batch that runs leave of a relation that has an event time. */
function filterOf({ settings, node, options }: Rendering, target: ManifestNode): { filter?: string } {
  const time = target.config.raw.event_time;
  if (typeof time !== 'string' || (node?.resource !== 'model' && node?.resource !== 'snapshot')) return {};
  const { sample } = settings;
  const { batch } = options;
  const start = later(batch?.start, sample?.start);
  const end = earlier(batch?.end, sample?.end);
  const column = isQuoted(target, time) ? `"${time}"` : time;
  const parts = [
    ...(start === undefined ? [] : [`${column} >= '${start}'`]),
    ...(end === undefined ? [] : [`${column} < '${end}'`]),
  ];
  return parts.length === 0 ? {} : { filter: parts.join(' and ') };
}

const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a > b ? a : b;
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a < b ? a : b;

const isQuoted = (node: ManifestNode, column: string): boolean =>
  'columns' in node && node.columns.find(({ name }) => name === column)?.quote === true;

/** A relation that parsing did not find could be built after its reader: an error, as in dbt. */
function checkDependency({ node }: Rendering, target: ManifestNode, call: string): void {
  if (node === undefined || node.resource === 'operation' || node.id === target.id) return;
  if (node.dependsOn.nodes.includes(target.id)) return;
  throw new TemplateError(
    'A2017',
    `${node.name} reads ${target.name}, which could not be known before it runs`,
    `say so at the top of the file: -- depends_on: {{ ${call} }}`,
  );
}

const unknown = ({
  code,
  message,
  hint,
  detail,
}: {
  readonly code: ConstructorParameters<typeof TemplateError>[0];
  readonly message: string;
  readonly hint?: string;
  readonly detail?: readonly string[];
}) => new TemplateError(code, message, hint, detail);
