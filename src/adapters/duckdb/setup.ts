import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineError, EngineResult } from '../../adapter/index.ts';
import type { OptionValue, Target } from '../../project/index.ts';
import { failure, normalize, success } from './errors.ts';
import { literal, quote } from './identifiers.ts';
import { optionLiteral } from './literals.ts';

type Setting = readonly [name: string, value: OptionValue];

/**
 * Prepares a new instance: settings, extensions, secrets, attached databases, and the settings that extensions
 * brought. Gives the SQL that every connection runs first, which holds the settings that are a connection's own.
 */
export async function setUp(
  connection: DuckDBConnection,
  target: Target,
  settings: readonly Setting[],
): Promise<EngineResult<readonly string[]>> {
  const perSession: string[] = [];
  const all: Setting[] = target.localTime === true ? [] : [['TimeZone', 'UTC']];
  if (target.memoryLimit !== undefined) all.push(['memory_limit', target.memoryLimit]);
  all.push(...settings);

  const later: Setting[] = [];
  for (const setting of all) {
    if (isLock(setting)) later.push(setting);
    else if ((await set(connection, setting, perSession)) !== undefined) later.push(setting);
  }
  for (const extension of target.extensions) {
    const error = await load(connection, extension);
    if (error !== undefined) return failure(error);
  }
  for (const secret of target.secrets) {
    const error = await attempt(connection, secretSql(secret));
    if (error !== undefined) return failure(about(error, `secret of type '${secret.type}'`));
  }
  for (const database of target.attach) {
    const error = await attempt(connection, attachSql(database));
    if (error !== undefined) return failure(about(unopenable(error), `attach '${database.alias}'`));
  }
  for (const setting of later.sort((a, b) => Number(isLock(a)) - Number(isLock(b)))) {
    const error = await set(connection, setting, perSession);
    if (error !== undefined)
      return failure(about({ ...error, kind: 'unopenable' }, `setting '${setting[0]}'`));
  }
  return success(perSession);
}

/** These forbid what comes before them. */
const isLock = ([name]: Setting): boolean =>
  ['enable_external_access', 'lock_configuration', 'disabled_filesystems'].includes(name.toLowerCase());

async function set(
  connection: DuckDBConnection,
  [name, value]: Setting,
  perSession: string[],
): Promise<EngineError | undefined> {
  const assignment = `${quote(name)} = ${optionLiteral(value)}`;
  const error = await attempt(connection, `set global ${assignment}`);
  if (error === undefined || !error.message.includes('cannot be set globally')) return error;
  const local = await attempt(connection, `set ${assignment}`);
  if (local === undefined) perSession.push(`set ${assignment}`);
  return local;
}

async function load(
  connection: DuckDBConnection,
  extension: Target['extensions'][number],
): Promise<EngineError | undefined> {
  const name = typeof extension === 'string' ? extension : extension.name;
  const quoted = literal(name);
  if ((await attempt(connection, `load ${quoted}`)) === undefined) return undefined;
  const from = typeof extension === 'string' ? '' : ` from ${repository(extension.repository)}`;
  const error =
    (await attempt(connection, `install ${quoted}${from}`)) ?? (await attempt(connection, `load ${quoted}`));
  return error && about({ ...error, kind: 'extension' }, `extension '${name}'`);
}

/** A repository that DuckDB knows by name (`community`), or an address. */
const repository = (name: string): string => (/^[a-z_]+$/i.test(name) ? name : literal(name));

function secretSql(secret: Target['secrets'][number]): string {
  const name = secret.name === undefined ? '' : ` ${quote(secret.name)}`;
  const options = Object.entries(secret.options).map(
    ([key, value]) => `${quote(key)} ${optionLiteral(value)}`,
  );
  const kind = secret.persistent === true ? 'persistent' : 'temporary';
  return `create or replace ${kind} secret${name} (${[`type ${quote(secret.type)}`, ...options].join(', ')})`;
}

function attachSql(database: Target['attach'][number]): string {
  const options = [
    ...(database.type === undefined ? [] : [`type ${quote(database.type)}`]),
    ...(database.secret === undefined ? [] : [`secret ${quote(database.secret)}`]),
    ...(database.readOnly ? ['read_only'] : []),
    ...Object.entries(database.options ?? {}).map(([key, value]) => `${quote(key)} ${optionLiteral(value)}`),
  ];
  const list = options.length === 0 ? '' : ` (${options.join(', ')})`;
  return `attach ${literal(database.path)} as ${quote(database.alias)}${list}`;
}

async function attempt(connection: DuckDBConnection, sql: string): Promise<EngineError | undefined> {
  try {
    await connection.run(sql);
    return undefined;
  } catch (thrown) {
    const { offset: _, ...error } = normalize(thrown, sql);
    return error;
  }
}

const unopenable = (error: EngineError): EngineError =>
  error.kind === 'file' || error.kind === 'other' ? { ...error, kind: 'unopenable' } : error;

const about = (error: EngineError, what: string): EngineError => ({
  ...error,
  message: `${what}: ${error.message}`,
});
