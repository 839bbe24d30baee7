import { ok, type Result } from '../base/index.ts';
import { compareManifests, type SelectionRequest } from '../graph/index.ts';
import { type ArtifactManifest, earlierState } from '../project/index.ts';
import { artifactText } from '../report/index.ts';
import type { OpenProject } from './open-project.ts';
import { manifestData } from './write-artifacts.ts';

/** What `--state` hands to a selection. Nothing is read before something asks for it, and then once. */
export function earlierRun(
  dir: string,
  opened: OpenProject,
): Result<Required<Pick<SelectionRequest, 'state' | 'results'>>> {
  const earlier = earlierState(opened.project.root, dir);
  if (!earlier.ok) return earlier;
  const { manifest, results } = earlier.value;
  return ok({
    state: once(() => {
      const read = manifest();
      return read.ok ? ok(compareManifests(read.value, manifestNow(opened))) : read;
    }),
    results: once(results),
  });
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
