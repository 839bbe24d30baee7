import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import type { OptionValue } from './file-format.ts';
import type { Target } from './target.ts';
import { resolvePlain } from './yaml/scalar.ts';
import { isMapping, isSequence, toPlain, type YamlMapping, type YamlValue } from './yaml/value.ts';

export interface TargetRequest {
  readonly root: string;
  readonly project: string;
  readonly name: string;
  readonly threads?: number;
  readonly home?: string;
}

/** Where tables are stored as Parquet, where nothing is said. */
export const usualParquetRoot = 'lake';

/** A target whose shape was checked, with its defaults, and its paths absolute. */
export function readTarget(value: YamlMapping, request: TargetRequest): Target {
  const { name, root } = request;
  const absolute = (path: string): string => absolutePath(path, root, request.home);
  const text = (key: string): string | undefined => {
    const given = value[key];
    return given === undefined || given === null ? undefined : String(given);
  };
  const memoryLimit = text('memory_limit');
  const threads = request.threads ?? value.threads;
  return {
    name,
    type: 'duckdb',
    path: absolute(text('path') ?? `${request.project}.duckdb`),
    schema: text('schema') ?? 'main',
    schemaPrefix: text('schema_prefix') ?? (name === 'prod' ? '' : `${name}_`),
    threads: typeof threads === 'number' ? threads : 4,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    extensions: (value.extensions ?? []) as readonly string[],
    settings: toPlain(value.settings ?? {}) as Target['settings'],
    attach: items(value.attach).map((item) => attachment(item, absolute)),
    secrets: items(value.secrets).map((item) => {
      const { type, name: secret, ...options } = item;
      return {
        type: String(type),
        ...(typeof secret === 'string' ? { name: secret } : {}),
        options: toPlain(options) as Readonly<Record<string, OptionValue>>,
      };
    }),
    parquetRoot: absolute(text('parquet_root') ?? usualParquetRoot),
  };
}

function attachment(item: YamlMapping, absolute: (path: string) => string): Target['attach'][number] {
  const path = String(item.path);
  const type = typeof item.type === 'string' ? item.type : undefined;
  const isFile = type === undefined || type === 'duckdb' || type === 'sqlite';
  return {
    path: isFile ? absolute(path) : path,
    alias: typeof item.alias === 'string' ? item.alias : basename(path, extname(path)),
    readOnly: item.read_only === true,
    ...(type === undefined ? {} : { type }),
  };
}

const items = (value: YamlValue | undefined): readonly YamlMapping[] =>
  isSequence(value) ? value.filter(isMapping) : [];

/** `:memory:` and addresses such as `s3://…` and `md:…` are no paths. */
export function absolutePath(path: string, root: string, home: string | undefined): string {
  if (path.startsWith(':memory:') || /^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  if (home !== undefined && path.startsWith('~/')) return join(home, path.slice(2));
  return isAbsolute(path) ? path : resolve(root, path);
}

/** Environment variables are texts: what they hold for keys that want a number or a boolean is read as YAML would. */
export function coerceRendered(value: YamlMapping): YamlMapping {
  const { threads, attach } = value;
  return {
    ...value,
    ...(typeof threads === 'string' ? { threads: resolvePlain(threads) } : {}),
    ...(isSequence(attach)
      ? {
          attach: attach.map((item) =>
            isMapping(item) && typeof item.read_only === 'string'
              ? { ...item, read_only: resolvePlain(item.read_only) }
              : item,
          ),
        }
      : {}),
  };
}
