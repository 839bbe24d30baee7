import { type Diagnostic, error, fail, ok, type Result, warning } from '../../base/index.ts';
import type { OptionValue } from '../file-format.ts';
import { absolutePath, usualParquetRoot } from '../read-target.ts';
import type { Attachment, Profile, Target } from '../target.ts';
import {
  describeValue,
  isMapping,
  isSequence,
  toPlain,
  type YamlMapping,
  type YamlValue,
} from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import type { ChosenOutput } from './choose-output.ts';
import { databaseOf } from './database-name.ts';
import { checkOutput } from './output-keys.ts';

export interface OutputRequest {
  readonly file: YamlFile;
  readonly root: string;
  readonly home: string | undefined;
  readonly threads: number | undefined;
}

export interface ReadOutput {
  readonly target: Target;
  readonly warnings: readonly Diagnostic[];
}

/** A chosen output as a target: dbt-duckdb's defaults, paths relative to the project. */
export function readOutput(output: ChosenOutput, request: OutputRequest): Result<ReadOutput> {
  const { value } = output;
  const { file } = request;
  const other = notDuckdb(output, file);
  if (other !== undefined) return fail(other);
  const wrong = checkOutput(output, file);
  if (wrong.length > 0) return fail(...wrong);

  const text = (key: string): string | undefined => optional(value[key]);
  const path = text('path') ?? ':memory:';
  const attach = mappings(value.attach);
  const database = text('database') ?? databaseOf(path);
  const inconsistent = otherDatabase(output, path, attach, file);
  if (inconsistent !== undefined) return fail(inconsistent);

  const threads = request.threads ?? (typeof value.threads === 'number' ? value.threads : 1);
  const token = text('motherduck_token');
  const settings = {
    ...plain(value.settings),
    ...(token === undefined ? {} : { motherduck_token: token }),
  } as Target['settings'];
  const attachments = attach.map((item) => attachment(item, request));
  const profile: Profile = {
    name: output.profile,
    database,
    externalRoot: text('external_root') ?? '.',
    configOptions: plain(value.config_options),
    ...retries(value.retries),
    disableTransactions: value.disable_transactions === true,
    ducklakes: [
      ...(value.is_ducklake === true || /ducklake:/i.test(path) ? [databaseOf(path)] : []),
      ...attachments.filter(({ isDucklake }) => isDucklake === true).map(({ alias }) => alias),
    ],
    given: templateTarget(output, { path, database, threads }),
  };
  return ok({
    target: {
      name: output.name,
      type: 'duckdb',
      path: absolutePath(path, request.root, request.home),
      schema: text('schema') ?? 'main',
      schemaPrefix: '',
      threads: Math.max(1, threads),
      extensions: list(value.extensions).map((item) =>
        isMapping(item) ? { name: String(item.name), repository: String(item.repo) } : String(item),
      ),
      settings,
      attach: attachments,
      secrets: secrets(value),
      localTime: true,
      parquetRoot: absolutePath(usualParquetRoot, request.root, request.home),
      profile,
    },
    warnings: unsupported(output, file),
  });
}

function notDuckdb({ name, profile, value, path }: ChosenOutput, file: YamlFile): Diagnostic | undefined {
  const { type } = value;
  if (type === 'duckdb') return undefined;
  if (type === undefined)
    return error('A1051', `the target '${name}' of the profile '${profile}' has no type`, {
      location: file.locate(path, 'key'),
      hint: 'add type: duckdb',
    });
  if (typeof type !== 'string')
    return error('A1011', `'type' must be a text, not ${describeValue(type)}`, {
      location: file.locate([...path, 'type']),
    });
  return error('A1052', `the target '${name}' is for ${type}, and Assay builds in DuckDB only`, {
    location: file.locate([...path, 'type']),
    hint: 'add an output with type: duckdb, and choose it with --target or target:',
  });
}

function otherDatabase(
  { value, path: at }: ChosenOutput,
  path: string,
  attach: readonly YamlMapping[],
  file: YamlFile,
): Diagnostic | undefined {
  const derived = databaseOf(path);
  if (derived === '')
    return error('A1051', `the name of the database does not follow from the path '${path}'`, {
      location: file.locate([...at, 'path']),
    });
  const { database } = value;
  if (typeof database !== 'string' || database === derived) return undefined;
  if (attach.some(({ alias }) => alias === database)) return undefined;
  return error('A1051', `'database' is '${database}', and the path says '${derived}'`, {
    location: file.locate([...at, 'database']),
    hint: `remove it, write database: ${derived}, or attach a database with alias: ${database}`,
  });
}

function attachment(item: YamlMapping, request: OutputRequest): Attachment {
  const path = String(item.path);
  const { type, secret, read_only: readOnly, ...options } = plain(item.options);
  const kind = optional(item.type) ?? (typeof type === 'string' ? type : undefined);
  const isFile = kind === undefined || /^(duckdb|sqlite)$/i.test(kind);
  const secretName = optional(item.secret) ?? (typeof secret === 'string' ? secret : undefined);
  const isDucklake = item.is_ducklake === true || /ducklake:/i.test(path);
  const given = Object.entries(options).filter(([, value]) => value !== false && value !== null);
  return {
    path: isFile ? absolutePath(path, request.root, request.home) : path,
    alias: optional(item.alias) ?? databaseOf(path),
    readOnly: item.read_only === true || readOnly === true,
    ...(kind === undefined ? {} : { type: kind }),
    ...(secretName === undefined ? {} : { secret: secretName }),
    ...(given.length === 0 ? {} : { options: Object.fromEntries(given) }),
    ...(isDucklake ? { isDucklake } : {}),
  };
}

function secrets(value: YamlMapping): Target['secrets'] {
  const provider =
    value.use_credential_provider === 'aws' ? [{ type: 's3', provider: 'credential_chain' }] : [];
  return [...mappings(value.secrets), ...provider].map((item: YamlMapping, index) => {
    const { type, name, persistent, ...options } = item;
    return {
      type: String(type),
      name: optional(name) ?? `_dbt_secret_${index + 1}`,
      ...(persistent === true ? { persistent } : {}),
      options: plain(options),
    };
  });
}

function retries(value: YamlValue | undefined): Pick<Profile, 'retries'> {
  if (!isMapping(value)) return {};
  const { connect_attempts: connect, query_attempts: query, retryable_exceptions: exceptions } = value;
  return {
    retries: {
      connectAttempts: typeof connect === 'number' ? connect : 1,
      ...(typeof query === 'number' ? { queryAttempts: query } : {}),
      exceptions: isSequence(exceptions) ? exceptions.map(String) : ['IOException'],
    },
  };
}

/** What dbt puts into `target` for templates: no secrets, and null for what is not given. */
function templateTarget(
  { value, name, profile }: ChosenOutput,
  { path, database, threads }: { readonly path: string; readonly database: string; readonly threads: number },
): YamlMapping {
  const given = (key: string): YamlValue => value[key] ?? null;
  return {
    database,
    schema: value.schema ?? 'main',
    path,
    config_options: given('config_options'),
    extensions: given('extensions'),
    settings: value.settings ?? {},
    external_root: value.external_root ?? '.',
    use_credential_provider: given('use_credential_provider'),
    attach: expanded(value.attach),
    filesystems: given('filesystems'),
    remote: given('remote'),
    plugins: given('plugins'),
    disable_transactions: value.disable_transactions ?? false,
    type: 'duckdb',
    threads,
    name,
    target_name: name,
    profile_name: profile,
  };
}

/** As dbt has them, every key of each. */
const expanded = (attach: YamlValue | undefined): YamlValue =>
  isSequence(attach)
    ? attach.map((item) => ({
        path: null,
        type: null,
        alias: null,
        secret: null,
        read_only: false,
        options: null,
        is_ducklake: null,
        ...(isMapping(item) ? item : {}),
      }))
    : null;

/** What only Python can do. The project may well run without it. */
const unsupported = ({ value, path }: ChosenOutput, file: YamlFile): Diagnostic[] =>
  (['filesystems', 'plugins'] as const)
    .filter((key) => list(value[key]).length > 0)
    .map((key) =>
      warning('A1057', `'${key}' needs Python, and is not supported here`, {
        location: file.locate([...path, key], 'key'),
        hint:
          key === 'filesystems'
            ? 'read remote files with an extension such as httpfs, and secrets:'
            : 'read what the plugin reads with an extension of DuckDB, where there is one',
      }),
    );

const list = (value: YamlValue | undefined): readonly YamlValue[] => (isSequence(value) ? value : []);
const mappings = (value: YamlValue | undefined): readonly YamlMapping[] => list(value).filter(isMapping);
const plain = (value: YamlValue | undefined): Readonly<Record<string, OptionValue>> =>
  (isMapping(value) ? toPlain(value) : {}) as Readonly<Record<string, OptionValue>>;
const optional = (value: YamlValue | undefined): string | undefined =>
  value === undefined || value === null ? undefined : String(value);
