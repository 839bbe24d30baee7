import type { DuckDBType, DuckDBValue, DuckDBValueConverter } from '@duckdb/node-api';
import { type Cell, Decimal } from '../../../adapter/index.ts';

type Api = typeof import('@duckdb/node-api');

/** DuckDB's values as cells. Instants are printed in UTC, whatever the process's own time zone. */
export const cellConverter =
  (api: Api): DuckDBValueConverter<Cell> =>
  (value) =>
    toCell(api, value);

function toCell(api: Api, value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return integer(value);
  const cell = (inner: DuckDBValue): Cell => toCell(api, inner);
  if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue)
    return value.items.map(cell);
  if (value instanceof api.DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([key, inner]) => [key, cell(inner)]));
  if (value instanceof api.DuckDBMapValue)
    return Object.fromEntries(value.entries.map((entry) => [mapKey(cell(entry.key)), cell(entry.value)]));
  if (value instanceof api.DuckDBUnionValue) return cell(value.value);
  if (value instanceof api.DuckDBVariantValue) return cell(value.value);
  if (value instanceof api.DuckDBDecimalValue) return new Decimal(String(value));
  if (value instanceof api.DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  if (value instanceof api.DuckDBDateValue) return date(value.days) ?? String(value);
  if (value instanceof api.DuckDBTimestampTZValue) return timestamp(api, value.micros, '+00');
  if (value instanceof api.DuckDBTimestampValue) return timestamp(api, value.micros, '');
  return String(value);
}

const integer = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;

const mapKey = (key: Cell): string =>
  typeof key === 'object' && key !== null && !(key instanceof Decimal)
    ? JSON.stringify(key, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
    : String(key);

const infiniteDays = 2147483647;

const date = (days: number): string | undefined =>
  days === infiniteDays ? 'infinity' : days === -infiniteDays ? '-infinity' : undefined;

const infiniteMicros = 9223372036854775807n;

function timestamp(api: Api, micros: bigint, zone: string): string {
  if (micros === infiniteMicros) return 'infinity';
  if (micros === -infiniteMicros) return '-infinity';
  return new api.DuckDBTimestampValue(micros).toString() + zone;
}

/** The engine's name of a type; JSON is a text type by another name. */
export const typeName = (type: DuckDBType): string => type.alias ?? String(type);
