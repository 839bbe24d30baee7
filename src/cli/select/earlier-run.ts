import { relative } from 'node:path';
import { type NodeId, ok, type Result } from '../../base/index.ts';
import { compareManifests, type SelectionRequest } from '../../graph/index.ts';
import { type ArtifactManifest, type EarlierState, earlierState } from '../../project/index.ts';
import { artifactText } from '../../report/index.ts';
import { compareRules } from '../artifacts/precise-state.ts';
import { manifestData } from '../artifacts/write-artifacts.ts';
import type { OpenProject } from '../open/open-project.ts';

/** What `--state` hands to a selection. Nothing is read before something asks for it, and then once. */
export function earlierRun(
  dir: string,
  opened: OpenProject,
): Result<Pick<SelectionRequest, 'state' | 'results' | 'fresherSources'>> {
  const { project } = opened;
  const earlier = earlierState(project.root, dir);
  if (!earlier.ok) return earlier;
  const { manifest, results, sources } = earlier.value;
  return ok({
    state: once(() => {
      const read = manifest();
      if (!read.ok) return read;
      return ok(compareManifests(read.value, manifestNow(opened), compareRules(opened, read.value)));
    }),
    results: once(results),
    ...(project.dialect === 'dbt' && { fresherSources: once(() => fresher(sources, opened)) }),
  });
}

/** The sources that are newer than at the check before, or were not there, by the last check of this project. */
function fresher(before: EarlierState['sources'], { project }: OpenProject): Result<ReadonlySet<NodeId>> {
  const earlier = before();
  if (!earlier.ok) return earlier;
  const target = relative(project.root, project.paths.target);
  const here = earlierState(project.root, target);
  const now = here.ok ? here.value.sources() : here;
  if (!now.ok) return now;
  const newer = [...now.value].filter(([id, at]) => at > (earlier.value.get(id) ?? Number.NEGATIVE_INFINITY));
  return ok(new Set(newer.map(([id]) => id)));
}

/** The project as its manifest.json would say it, so that both sides are of one spelling. */
export const manifestNow = (opened: OpenProject): ArtifactManifest =>
  JSON.parse(artifactText(manifestData(opened, { version: '', runId: '', startedAt: 0, generatedAt: 0 })));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
