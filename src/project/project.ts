import type { Diagnostic, Location, Result } from '../base/index.ts';
import type { ConfigKind, ConfigLayer } from './config/config-entry.ts';
import type { ProjectFile } from './files/project-file.ts';
import type { Policies } from './policies.ts';
import type { Target } from './target.ts';
import type { YamlMapping, YamlValue } from './yaml/value.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

export interface ProjectRequest {
  /** Where to start: project.yml is looked for here and in the folders above. */
  readonly dir: string;
  /** The name of the target; without it, `default_target` or `dev`. */
  readonly target?: string;
  /** `--vars`: YAML or JSON text, or the values themselves. */
  readonly vars?: string | YamlMapping;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly targetPath?: string;
  readonly threads?: number;
  /** Evaluates a value of project.yml that holds a template, such as `{{ env_var('DB_PATH') }}`. */
  readonly renderValue?: RenderValue;
}

export type RenderValue = (text: string, location: Location) => Result<YamlValue>;

/** The folders, relative to the root with forward slashes; `target` is absolute. */
export interface ProjectPaths {
  readonly models: readonly string[];
  readonly seeds: readonly string[];
  readonly tests: readonly string[];
  readonly macros: readonly string[];
  readonly snapshots: readonly string[];
  readonly analyses: readonly string[];
  /** What `clean` removes. */
  readonly clean: readonly string[];
  readonly target: string;
}

export interface ProjectHook {
  readonly sql: string;
  readonly location: Location;
}

/** A folder of a config tree, such as `[flights, silver]` under `models:`; it may fit no node. */
export interface ConfigFolder {
  readonly kind: ConfigKind;
  readonly path: readonly string[];
  locate(): Location;
}

/** A project as it is on disk, before anything in it is understood. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly version?: string;
  readonly dialect: 'native';
  readonly paths: ProjectPaths;
  readonly target: Target;
  /** The names of all targets, in the file's order. */
  readonly targets: readonly string[];
  /** `vars:` of the project, the ones under its name over the others, `--vars` over all. Templates in them are as written. */
  readonly vars: YamlMapping;
  /** The project's configs for a node, one layer a level, from the outermost to the one nearest to it. */
  configsFor(kind: ConfigKind, fqn: readonly string[]): readonly ConfigLayer[];
  /** Every folder that has configs of its own, to warn of those that fit nothing. */
  readonly configFolders: readonly ConfigFolder[];
  readonly hooks: { readonly onRunStart: readonly ProjectHook[]; readonly onRunEnd: readonly ProjectHook[] };
  readonly policies: Policies;
  /** project.yml itself. */
  readonly file: YamlFile;
  /** selectors.yml, where there is one. */
  readonly selectors: YamlFile | undefined;
  /** Every resource file, sorted by path. */
  readonly files: readonly ProjectFile[];
  /** What is suspicious without being wrong. */
  readonly warnings: readonly Diagnostic[];
}
