import type { CodeText } from './code-text.ts';

/** A4xxx: the command line and the environment. */
export const commandLine = {
  A4001: { title: 'Wrong use', explanation: 'The command line has an unknown command, option or value.' },
  A4002: {
    title: 'Nothing selected',
    explanation:
      'No node of the project fits the selection, so nothing was done. assay ls lists the names there are.',
  },
  A4003: {
    title: 'Folder is in use',
    explanation: 'assay init makes a new folder and never writes into one that has files already.',
  },
  A4004: {
    title: 'File cannot be written',
    explanation: 'A file that was asked for on the command line, or an artifact, could not be written.',
  },
  A4005: {
    title: 'Unknown error code',
    explanation: 'assay explain was given a code that Assay does not have.',
  },
  A4006: {
    title: 'Not a test',
    explanation: 'assay show --failures was given a name that is not one data test of the project.',
  },
  A4007: {
    title: 'Not removed by clean',
    explanation:
      'clean removes folders inside the project that can be made again in seconds. It refuses what is outside of it, links on the way counted, and what holds sources, stored tables or the warehouse. Nothing was removed. Change clean-targets in project.yml, or remove the folder by hand.',
  },
  A4008: {
    title: 'DuckDB cannot be loaded',
    explanation:
      'The native library of DuckDB is missing or does not fit this machine. It comes as an optional dependency for each platform, which npm leaves out with --omit=optional or when node_modules was copied from another machine. Install again.',
  },
  A4009: {
    title: 'Name of a project',
    explanation:
      'The name of a project is part of the names of its nodes: letters, digits and underscores, and no digit first.',
  },
  A4010: {
    title: 'Another kind of project',
    explanation:
      'The command is for dbt projects, or the executable dbt was called in a project of Assay’s own kind. A dbt project has a dbt_project.yml, one of Assay’s a project.yml; where a folder has both, project.yml counts.',
  },
  A4011: {
    title: 'Warnings as errors',
    explanation:
      'warn_error_options says which warnings count as errors (error: a list, or all), which of these stay warnings (warn) and which are not told (silence). The names are those of dbt’s events, such as NoNodesForSelectionCriteria; Deprecations stands for all that tell of what is outdated.',
  },
  A4012: {
    title: 'Command that is not here',
    explanation:
      'A command of dbt that Assay does not have: docs serve, whose page is dbt’s own, and dbt init, whose place assay init takes.',
  },
  A4013: {
    title: 'No run to defer to',
    explanation:
      '--defer reads what was not built here where an earlier run has built it, and clone copies it from there. The manifest.json of that run is in the folder of --state, or of --defer-state if state: is to be compared with another.',
  },
  A4014: {
    title: 'Nothing to retry',
    explanation:
      'retry repeats what failed or was skipped in the run whose run_results.json is in target/, or in the folder of --state. There is none, or it is of a command that cannot be repeated.',
  },
  A4015: {
    title: 'State is that of this run',
    explanation:
      'The folder of --state is the one that artifacts are written to, so that what is compared with is gone after the run. Copy it to another folder, and name that.',
  },
  A4016: {
    title: 'Plan needs reuse',
    explanation:
      'dbt builds everything that is selected each time, so that plan has nothing to say in a dbt project. With --reuse, or the flag reuse in dbt_project.yml, unchanged nodes are left out, and plan tells which those are and why the others are built.',
  },
  A4020: {
    title: 'Not to be dropped',
    explanation:
      'clean --schema drops what Assay built in a target, which has to be named with --target, so that nobody empties the one that happens to be the usual one. In dbt projects nothing records what was built; drop relations there by hand.',
  },
} as const satisfies Record<string, CodeText>;
