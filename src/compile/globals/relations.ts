import type { ManifestNode } from '../../manifest/index.ts';
import { HostFunction, TemplateError, type Value } from '../../template/index.ts';
import { RelationValue } from '../relation-value.ts';
import type { CompileSettings } from '../settings.ts';
import type { Symbols } from '../symbols.ts';

/** `ref('model')`, `ref('package', 'model')`. */
export const refFunction = (
  node: ManifestNode | undefined,
  symbols: Symbols,
  settings: CompileSettings,
): Value =>
  new HostFunction('ref', (args) => {
    const [first, second] = args;
    if (args.length === 0 || args.length > 2 || args.some((arg) => typeof arg !== 'string')) {
      throw new TemplateError('A3003', 'ref() takes the name of a model or seed, or a package and a name');
    }
    const name = String(second ?? first);
    const target = settings.names.ref(name, second === undefined ? undefined : String(first));
    if (target === undefined) throw unknown(settings.names.unknownRef(name));
    checkDependency(node, target, `ref('${name}')`);
    return new RelationValue(symbols.symbol('ref', target.id), target.relation);
  });

/** `source('name', 'table')`. */
export const sourceFunction = (
  node: ManifestNode | undefined,
  symbols: Symbols,
  settings: CompileSettings,
): Value =>
  new HostFunction('source', (args) => {
    const [source, table] = args;
    if (args.length !== 2 || typeof source !== 'string' || typeof table !== 'string') {
      throw new TemplateError('A3003', 'source() takes the name of a source and of its table');
    }
    const target = settings.names.source(source, table);
    if (target === undefined) throw unknown(settings.names.unknownSource(source, table));
    checkDependency(node, target, `source('${source}', '${table}')`);
    const relation =
      target.from.kind === 'table' ? target.from.relation : { schema: source, identifier: table };
    return new RelationValue(symbols.symbol('ref', target.id), relation);
  });

/** `this`: where the node is published; nothing for tests. */
export const thisRelation = (node: ManifestNode, symbols: Symbols): Value | undefined =>
  node.resource === 'model' || node.resource === 'seed'
    ? new RelationValue(symbols.symbol('this', node.id), node.relation)
    : undefined;

/** A relation that parsing did not find could be built after its reader: an error, as in dbt. */
function checkDependency(node: ManifestNode | undefined, target: ManifestNode, call: string): void {
  if (
    node === undefined ||
    node.resource === 'seed' ||
    node.dependsOn.nodes.includes(target.id) ||
    node.id === target.id
  )
    return;
  throw new TemplateError(
    'A2017',
    `${node.name} reads ${target.name}, which could not be known before it runs`,
    `say so at the top of the file: -- depends_on: {{ ${call} }}`,
  );
}

const unknown = ({ code, message, hint, detail }: ReturnType<CompileSettings['names']['unknownRef']>) =>
  new TemplateError(code, message, hint, detail);
