import type { CodeText } from './code-text.ts';

/** A1xxx: the project file, YAML, properties, files on disk. */
export const project = {
  A1001: {
    title: 'Project file not found',
    explanation:
      'No project.yml, and no dbt_project.yml, in this folder or above it. Run the command inside a project, name one with --project-dir, or make one with assay init.',
  },
  A1002: {
    title: 'Invalid YAML',
    explanation:
      'The file is not valid YAML, so nothing in it can be read. The usual causes are tabs or uneven indentation, a quote or bracket that is never closed, and a value that needs quotes: one that starts with {{, @ or %, or that holds a colon followed by a space.',
  },
  A1003: {
    title: 'Duplicate key',
    explanation:
      'A mapping has the same key twice, and only one of them could count. Keep one, or join what is below them.',
  },
  A1004: {
    title: 'File is not UTF-8',
    explanation:
      'Project files are read as UTF-8. Save the file again in that encoding; iconv -f latin1 -t utf8 converts the most common other one.',
  },
  A1005: {
    title: 'File cannot be read',
    explanation:
      'A file or folder of the project exists but cannot be read: its permissions, a broken link, or the disk.',
  },
  A1006: {
    title: 'Empty project file',
    explanation: 'project.yml is empty or is not a mapping of keys. It needs at least a name.',
  },
  A1007: {
    title: 'YAML expands too far',
    explanation:
      'The aliases (*name) of a YAML file repeat each other so often that reading them would take unreasonable memory.',
  },
  A1010: {
    title: 'Unknown key',
    explanation:
      'A YAML file or a config() call has a key that does not exist there. Check its spelling and that it stands at the right level: configs belong under config:, values of your own under meta:.',
  },
  A1011: {
    title: 'Wrong value',
    explanation: 'A key has a value of the wrong type, or one that it does not know.',
  },
  A1012: { title: 'Missing key', explanation: 'A YAML file lacks a key that is needed there.' },
  A1013: {
    title: 'Configs that do not go together',
    explanation:
      'Each of the configs is right by itself, but together they make no sense, such as an incremental model that merges without a unique_key.',
  },
  A1014: {
    title: 'Configs for another project',
    explanation:
      'A section of the project file configures a folder that no resource is in, so that it applies to nothing. Check the spelling of the folder; in a dbt project the first one is the name of the project or of a package.',
  },
  A1020: {
    title: 'Unknown target',
    explanation: 'The target that was asked for is not among the targets of project.yml.',
  },
  A1021: {
    title: 'Template in project.yml',
    explanation:
      'A value of project.yml holds a template ({{ … }}) in a place where templates are not evaluated.',
  },
  A1022: {
    title: 'Invalid --vars',
    explanation: `--vars takes a YAML or JSON mapping, such as --vars '{start: 2024-01-01}' or --vars 'start: 2024-01-01'.`,
  },
  A1030: {
    title: 'Folder not found',
    explanation: 'project.yml names a folder (model-paths, seed-paths …) that does not exist.',
  },
  A1031: {
    title: 'Unsupported file',
    explanation:
      'A folder of the project holds a file of a kind that Assay does not run, such as a Python model.',
  },
  A1040: {
    title: 'Unknown file format',
    explanation:
      'The format of a source that is read from files does not follow from the names of its files. Say it with format: csv, json, ndjson, lines or parquet.',
  },
  A1050: {
    title: 'Profile not found',
    explanation:
      'A dbt project names a profile, and the profile says which database to build in. It is looked for in profiles.yml: in the folder of --profiles-dir or DBT_PROFILES_DIR, else in the working folder and the folder of the project, else in ~/.dbt.',
  },
  A1051: {
    title: 'Wrong profile',
    explanation:
      'profiles.yml was found, but what it says of the profile or of the chosen target cannot be used.',
  },
  A1052: {
    title: 'Target of another database',
    explanation:
      "The chosen target of profiles.yml is for another database than DuckDB. Assay builds in DuckDB: add an output with 'type: duckdb', or choose one with --target.",
  },
  A1053: {
    title: 'Packages not installed',
    explanation:
      'packages.yml or dependencies.yml asks for packages that are not in the folder of installed packages. Run assay deps.',
  },
  A1054: {
    title: 'Wrong package',
    explanation:
      'A folder of installed packages holds something that is not a package, or two packages of one name. Run assay deps again.',
  },
  A1055: {
    title: 'Other version of dbt required',
    explanation:
      'The project or a package says with require-dbt-version that it needs another version of dbt than the one that Assay stands for. With --no-version-check it is tried anyway.',
  },
  A1056: {
    title: 'Deprecated spelling',
    explanation: 'The project uses a spelling that dbt has replaced. It still works.',
  },
  A1057: {
    title: 'Not supported in a profile',
    explanation:
      'The profile asks for something that only dbt in Python can do, such as fsspec filesystems or plugins.',
  },
  A1058: {
    title: 'Wrong flag',
    explanation:
      'A flag has a value that it cannot have. It comes from the command line, from an environment variable that starts with DBT_, or from flags: of dbt_project.yml.',
  },
} as const satisfies Record<string, CodeText>;
