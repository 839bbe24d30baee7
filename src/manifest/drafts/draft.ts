import type { Project, ProjectPackage } from '../../project/index.ts';
import type { Captured, CaptureSettings } from '../captured.ts';
import type { GeneratedNames } from '../generated-names.ts';
import type { ParsingSettings } from '../parsing/render-in-parsing.ts';
import type { RenderSettings } from '../render-config.ts';

/** A node and what its template asked for; names are resolved once all nodes are known. */
export interface Draft<Node> {
  readonly node: Node;
  readonly captured: Captured;
}

/** What making nodes of a package's files needs besides the files. */
export interface DraftSettings extends CaptureSettings, ParsingSettings, RenderSettings {
  readonly project: Project;
  /** The package that the files are of: the project itself, or an installed one. */
  readonly owner: ProjectPackage;
  /** The names of the materializations there are; undefined where they are macros, which are found when they run. */
  readonly materializations: ReadonlySet<string> | undefined;
  readonly generatedNames: GeneratedNames;
}

export const nothingCaptured: Captured = { refs: [], sources: [], config: [], macros: [] };
