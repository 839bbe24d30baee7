import * as z from 'zod/mini';
import { once } from './late.ts';
import {
  about,
  anyMapping,
  choice,
  count,
  flag,
  list,
  mappingOf,
  optionalKeys,
  scalar,
  text,
  textOrNumber,
  texts,
} from './shapes.ts';

const folders = (what: string, otherwise: string) =>
  about(list(text()), `The folders with ${what}; otherwise ${otherwise}.`);

const attachment = () =>
  z.strictObject({
    path: about(text(), 'The database file, relative to the project, or what its type takes.'),
    ...optionalKeys({
      alias: about(text(), 'The name it gets; otherwise the name of the file.'),
      type: about(text(), 'What it is, such as sqlite or postgres; otherwise a DuckDB file.'),
      read_only: about(flag(), 'Whether it cannot be written to.'),
    }).shape,
  });

const secret = () =>
  z.catchall(
    z.object({
      type: about(text(), 'The kind of secret: s3, gcs, postgres …'),
      name: about(z.optional(text()), 'Its name.'),
    }),
    z.unknown() as z.ZodMiniType,
  );

/** One entry of `targets:`. */
export const targetSchema = once(() =>
  optionalKeys({
    type: about(choice('duckdb'), 'The engine.'),
    path: about(text(), 'The database file, relative to the project, or :memory:.'),
    schema: about(text(), 'The schema of what configures none; otherwise main.'),
    schema_prefix: about(
      text(),
      "Put before every configured schema; otherwise nothing in the target named prod, and the target's name with _ elsewhere.",
    ),
    threads: about(count(1), 'How many models run at the same time; otherwise 4.'),
    memory_limit: about(textOrNumber(), 'How much memory DuckDB may use, such as 4GB.'),
    extensions: about(list(text()), 'DuckDB extensions to install and load.'),
    settings: about(mappingOf(scalar()), 'DuckDB settings, as SET takes them.'),
    attach: about(list(attachment()), 'Further databases.'),
    secrets: about(list(secret()), 'Secrets for files and databases elsewhere, as CREATE SECRET takes them.'),
    defer_to: about(
      text(),
      'The target whose relations are shown, through views, wherever the same would be built once more.',
    ),
    parquet_root: about(
      text(),
      'The folder of models stored as Parquet, relative to the project; otherwise lake.',
    ),
  }),
);

const hooks = (when: string) => about(texts(), `SQL to run ${when}.`);
const configTree = (what: string) =>
  about(anyMapping(), `Configs of ${what}, by folder: +key is a config, any other mapping a folder.`);

/** project.yml. */
export const projectSchema = once(() =>
  z.strictObject({
    name: about(
      z
        .string()
        .check(z.regex(/^[A-Za-z_]\w*$/, 'letters, digits and underscores, and not start with a digit')),
      'The name of the project.',
    ),
    ...optionalKeys({
      version: about(textOrNumber(), 'The version of the project.'),
      'config-version': about(z.literal(2), 'Always 2; may be left out.'),
      target: about(text(), 'The target that is used when no other is asked for; otherwise dev.'),
      targets: about(
        mappingOf(z.union([targetSchema(), z.null()])),
        'Where the project is built: the databases, by name.',
      ),
      'model-paths': folders('models', 'models'),
      'seed-paths': folders('seeds', 'seeds'),
      'test-paths': folders('tests', 'tests'),
      'macro-paths': folders('macros', 'macros'),
      'snapshot-paths': folders('snapshots', 'snapshots'),
      'analysis-paths': folders('analyses', 'analyses'),
      'target-path': about(text(), 'The folder of compiled SQL and artifacts; otherwise target.'),
      'clean-targets': about(list(text()), 'What clean removes; otherwise the target-path.'),
      vars: about(anyMapping(), 'Values for var(), those below the name of the project first.'),
      models: configTree('models'),
      seeds: configTree('seeds'),
      sources: configTree('sources'),
      data_tests: configTree('data tests'),
      tests: about(anyMapping(), 'The same as data_tests.'),
      'on-run-start': hooks('before a run'),
      'on-run-end': hooks('after a run'),
    }).shape,
  }),
);
