import type { ManifestNode } from '../../manifest/index.ts';
import { HostFunction, type Value } from '../../template/index.ts';
import type { CompileSettings } from '../settings.ts';
import type { Symbols } from '../symbols.ts';
import { configFunction } from './config.ts';
import { refFunction, sourceFunction, thisRelation } from './relations.ts';

/** The names whose values are the node's own. What every node sees alike is in `settings.shared`. */
export function nodeGlobals(
  node: ManifestNode | undefined,
  symbols: Symbols,
  settings: CompileSettings,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>([
    ['execute', true],
    ['ref', refFunction(node, symbols, settings)],
    ['source', sourceFunction(node, symbols, settings)],
    ['config', configFunction(node?.config.raw ?? {})],
    [
      'is_incremental',
      new HostFunction('is_incremental', () => node?.resource === 'model' && settings.isIncremental(node)),
    ],
  ]);
  const own = node && thisRelation(node, symbols);
  if (own !== undefined) values.set('this', own);
  return values;
}
