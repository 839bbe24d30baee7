import type { FreshnessOutcome } from '../../execute/index.ts';
import { iso } from '../json/event.ts';
import { freshnessData } from './freshness.ts';
import { type ArtifactMeta, metadataOf } from './meta.ts';

/** `sources.json`, dbt's version 3: how fresh sources are. Those that could not be looked at are left out, as in dbt. */
export const sourcesArtifact = (
  results: readonly FreshnessOutcome[],
  meta: ArtifactMeta & { readonly elapsedMs: number },
): Record<string, unknown> => ({
  metadata: metadataOf('sources/v3', meta),
  results: results.flatMap(result),
  elapsed_time: meta.elapsedMs / 1000,
});

function result(outcome: FreshnessOutcome): Record<string, unknown>[] {
  const { node, answer, status, thread, elapsedMs } = outcome;
  if (answer === undefined) return [];
  return [
    {
      unique_id: node.id,
      max_loaded_at: pythonTime(answer.maxLoadedAt),
      snapshotted_at: pythonTime(answer.snapshottedAt),
      max_loaded_at_time_ago_in_s: answer.ageSeconds,
      status,
      criteria: freshnessData(node.details?.freshness),
      adapter_response: answer.response,
      timing: [
        {
          name: 'compile',
          started_at: iso(outcome.compileStartedAt),
          completed_at: iso(outcome.compileStartedAt),
        },
        { name: 'execute', started_at: iso(outcome.compileStartedAt), completed_at: iso(outcome.finishedAt) },
      ],
      thread_id: `Thread-${thread}`,
      execution_time: elapsedMs / 1000,
    },
  ];
}

/** `2024-01-02T03:04:05.678000+00:00`; without a fraction where there is none. */
const pythonTime = (milliseconds: number): string => {
  const text = new Date(milliseconds).toISOString().replace(/Z$/, '').replace(/^0000/, '0001');
  return `${text.replace(/\.000$/, '').replace(/\.(\d{3})$/, '.$1000')}+00:00`;
};
