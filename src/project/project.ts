import type { Diagnostic, Location, Result } from '../base/index.ts';
import type { ConfigKind, ConfigLayer } from './config/config-entry.ts';
import type { ConfigReaders } from './config/config-readers.ts';
import type { FileReader } from './files/file-reader.ts';
import type { ProjectFile } from './files/project-file.ts';
import type { Flags } from './flags.ts';
import type { Policies } from './policies.ts';
import type { Target } from './target.ts';
import type { YamlMapping, YamlPath, YamlValue } from './yaml/value.ts';
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
  /** The flags that the command line gives. */
  readonly flags?: Partial<Flags>;
  /**
   * How much of a dbt project is needed: with `settings` neither a profile nor packages have to be there, with
   * `connection` no packages; the files are not read in either case. Native projects are always read as a whole.
   */
  readonly needs?: 'settings' | 'connection' | 'everything';
  /** The working folder, absolute; without it, the project's. */
  readonly cwd?: string;
  /** Reads the files of native projects. */
  readonly reader?: FileReader;
  /** Evaluates a value of a project file that holds a template, such as `{{ env_var('DB_PATH') }}`. */
  readonly renderValue?: RenderValue;
}

export type RenderValue = (text: string, location: Location, scope?: RenderScope) => Result<YamlValue>;

/** What templates of a project's settings see beside the environment. */
export interface RenderScope {
  /** Those of `--vars`. */
  readonly vars?: YamlMapping;
  /** Once it is chosen. */
  readonly target?: YamlMapping;
  /** Whether `env_var` gives secrets. */
  readonly secrets: boolean;
}

/** The folders, relative to the root with forward slashes; `target` is absolute. */
export interface ProjectPaths {
  readonly models: readonly string[];
  readonly seeds: readonly string[];
  readonly tests: readonly string[];
  readonly macros: readonly string[];
  readonly snapshots: readonly string[];
  readonly analyses: readonly string[];
  /** Where `{% docs %}` blocks are; every folder of resources where nothing is said. */
  readonly docs: readonly string[];
  /** Files that the documentation shows. */
  readonly assets: readonly string[];
  /** What `clean` removes. */
  readonly clean: readonly string[];
  readonly target: string;
  /** Absolute: where packages are installed. */
  readonly packages: string;
  /** Absolute: where logs are written. */
  readonly logs: string;
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

/** `dispatch:`: the packages in which macros of a namespace are looked for, in order. */
export interface Dispatch {
  readonly namespace: string;
  readonly searchOrder: readonly string[];
}

/** What a project and the packages installed into it have in common. */
export interface ProjectPackage {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly version?: string;
  /** Whether it is the project itself. */
  readonly isRoot: boolean;
  readonly paths: ProjectPaths;
  /** Its project file. */
  readonly file: YamlFile;
  /** Every resource file, sorted by path; paths are relative to `root`. */
  readonly files: readonly ProjectFile[];
  /**
   * The configs of its own project file for a node of any package, one layer a level, from the outermost to the one
   * nearest to it. For a node of a package those of the root project come over the node's own.
   */
  configsFor(kind: ConfigKind, fqn: readonly string[]): readonly ConfigLayer[];
  /** Every folder that has configs of its own, to warn of those that fit nothing. */
  readonly configFolders: readonly ConfigFolder[];
  readonly hooks: { readonly onRunStart: readonly ProjectHook[]; readonly onRunEnd: readonly ProjectHook[] };
  /**
   * What `var()` gives in its files: its `vars:`, those under its name over the others, those of the root project over
   * them, `--vars` over all. Templates in them are as written in native projects.
   */
  readonly vars: YamlMapping;
  readonly dispatch: readonly Dispatch[];
  /** `quoting:`, which parts of relations are quoted. */
  readonly quoting: { readonly database?: boolean; readonly schema?: boolean; readonly identifier?: boolean };
  /** `restrict-access:`, whether its protected models cannot be used by other packages. */
  readonly restrictAccess: boolean;
}

/** A project as it is on disk, before anything in it is understood. */
export interface Project extends ProjectPackage {
  readonly dialect: 'native' | 'dbt';
  /** Whether its files and packages were read. */
  readonly isComplete: boolean;
  /** The installed packages, by name; the project itself is not among them. */
  readonly packages: readonly ProjectPackage[];
  readonly target: Target;
  /** Where the target says something: project.yml or profiles.yml. */
  locateTarget(path: YamlPath): Location;
  /** The names of all targets, in the file's order. */
  readonly targets: readonly string[];
  /** `--vars` alone. */
  readonly givenVars: YamlMapping;
  readonly policies: Policies;
  /** How the configs of its nodes, and of those of packages, are read. */
  readonly configs: ConfigReaders;
  readonly flags: Flags;
  readonly queryComment: QueryComment | undefined;
  /** selectors.yml, where there is one. */
  readonly selectors: YamlFile | undefined;
  /** What is suspicious without being wrong. */
  readonly warnings: readonly Diagnostic[];
}

/** `query-comment:`, what is put before or after every statement. */
export interface QueryComment {
  /** A template; undefined for dbt's own comment. */
  readonly comment: string | undefined;
  readonly append: boolean;
  readonly jobLabel: boolean;
}
