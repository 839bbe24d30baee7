import { type Diagnostic, error, warning } from '../../base/index.ts';
import { isMapping, type YamlValue } from '../../project/index.ts';
import { PyDateTime } from '../../template/index.ts';
import type { ManifestNode, ModelNode } from '../nodes.ts';

const sizes = ['hour', 'day', 'month', 'year'];

/** What models lack that are built in batches of time; and those of whose inputs none can be cut by time. */
export function checkMicrobatch(nodes: ReadonlyMap<string, ManifestNode>): Diagnostic[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.resource !== 'model' || node.config.materialized !== 'incremental') return [];
    if (node.config.raw.incremental_strategy !== 'microbatch') return [];
    const wrong = checkConfig(node);
    return wrong === undefined ? checkInputs(node, nodes) : [wrong];
  });
}

function checkConfig(node: ModelNode): Diagnostic | undefined {
  const {
    event_time: time,
    begin,
    batch_size: size,
    lookback,
    concurrent_batches: concurrent,
  } = node.config.raw;
  const wrong = (message: string, hint: string) =>
    error('A2207', `the microbatch model '${node.name}' ${message}`, { location: node.locate(), hint });
  if (typeof time !== 'string')
    return wrong('has no event_time', 'name the column with the time of its rows');
  if (!isTime(begin)) return wrong('has no begin', 'give the time of its first batch: begin: 2024-01-01');
  if (typeof size !== 'string' || !sizes.includes(size))
    return wrong(`has no batch_size that there is`, `it is one of ${sizes.join(', ')}`);
  if (lookback !== undefined && lookback !== null && typeof lookback !== 'number')
    return wrong('has a lookback that is no number', 'it is a number of batches');
  if (concurrent !== undefined && concurrent !== null && typeof concurrent !== 'boolean')
    return wrong('has concurrent_batches that are not true or false', 'say true or false');
  return undefined;
}

function isTime(value: YamlValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'object')
    return value instanceof Date || value instanceof PyDateTime || !isMapping(value);
  return /^\d{4}-\d{2}-\d{2}([T ]\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(String(value));
}

function checkInputs(node: ModelNode, nodes: ReadonlyMap<string, ManifestNode>): Diagnostic[] {
  const isCut = node.dependsOn.nodes.some((id) => {
    const input = nodes.get(id);
    return input !== undefined && 'raw' in input.config && typeof input.config.raw.event_time === 'string';
  });
  if (isCut) return [];
  return [
    warning('A2208', `the microbatch model '${node.name}' reads nothing that has an event_time`, {
      location: node.locate(),
      hint: 'each batch reads all rows of its inputs; give one of them an event_time',
      event: 'MicrobatchModelNoEventTimeInputs',
    }),
  ];
}
