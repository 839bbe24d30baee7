import type { RenderValue } from '../project/index.ts';
import type { Git } from './git.ts';
import type { Hub } from './hub.ts';

/** What deciding needs: where packages are asked for, and where their files go meanwhile. */
export interface PinSettings {
  /** The project's folder: from there local packages are seen, those of packages too. */
  readonly root: string;
  readonly render: RenderValue;
  readonly hub: Hub;
  readonly git: Git;
  /** A folder for what is fetched. */
  readonly downloads: string;
  readonly dbtVersion: string;
  /** False: takes also what says that it needs another dbt. */
  readonly versionCheck: boolean;
  /** Takes the values of secrets out of a text. */
  readonly mask: (text: string) => string;
}
