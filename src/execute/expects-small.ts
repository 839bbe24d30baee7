import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAddress } from '../base/index.ts';
import type { ManifestNode, SourceNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Run } from './run.ts';

/** Files of together so many bytes, and relations of so many rows, are read in no time. */
const fewBytes = 4_000_000;
const fewRows = 100_000;

/** Whether all that is read by what the plan builds is known to be small, and so was what it built before. */
export function expectsSmall({ steps }: Plan, { settings }: Run): boolean {
  const { state, compile, projectRoot } = settings;
  if (state === undefined) return false;
  for (const { rows } of state.records.values()) if ((rows ?? 0) > fewRows) return false;
  const read = new Set<ManifestNode>();
  for (const step of steps) {
    if (step.kind !== 'model' && step.kind !== 'seed') continue;
    const node = compile.manifest.nodes.get(step.node)!;
    read.add(node);
    for (const id of node.dependsOn.nodes) read.add(compile.manifest.nodes.get(id)!);
  }
  let bytes = 0;
  for (const node of read) {
    if (node.resource === 'source' && !isLocal(node)) return false;
    if (node.resource === 'seed')
      bytes += statSync(resolve(projectRoot, node.path), { throwIfNoEntry: false })?.size ?? 0;
  }
  for (const { stamp } of state.files.seen.values()) bytes += stamp.size;
  return bytes <= fewBytes;
}

/** Whether it is files of this machine, which are looked at before a run. */
const isLocal = ({ from }: SourceNode): boolean => from.kind === 'files' && !from.paths.some(isAddress);
