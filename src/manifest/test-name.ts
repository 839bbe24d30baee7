import { md5 } from '../base/index.ts';
import { isMapping, isSequence, type TestProperties, type YamlValue } from '../project/index.ts';
import { toText } from '../template/index.ts';
import type { BuildableNode, SourceNode } from './nodes.ts';
import { fromYaml } from './yaml-values.ts';

/**
 * The names that dbt gives a generic test: the test, what it is on and the arguments in the order of their keys,
 * and a short form with a hash where that is 64 characters or longer.
 */
export function testName(
  { test, namespace }: Pick<TestProperties, 'test' | 'namespace'>,
  on: BuildableNode | SourceNode,
  args: Readonly<Record<string, YamlValue>>,
): { full: string; short: string } {
  const parts = Object.keys(args)
    .sort()
    .filter((key) => key !== 'model')
    .flatMap((key) => partsOf(args[key]!))
    .map((part) => toText(fromYaml(part)).replace(/[^0-9a-zA-Z_]+/g, '_'));
  const named =
    on.resource === 'source' ? `source_${test}_${on.sourceName}_${on.name}` : `${test}_${on.name}`;
  const identifier = namespace === undefined ? named : `${namespace}_${named}`;
  const full = `${identifier}_${parts.join('__')}`;
  return { full, short: full.length >= 64 ? `${identifier.slice(0, 30)}_${md5(full)}` : full };
}

function partsOf(value: YamlValue): readonly YamlValue[] {
  if (isSequence(value)) return value;
  return isMapping(value) ? Object.values(value) : [value];
}
