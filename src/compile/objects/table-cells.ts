import { type Cell, type Column, Decimal } from '../../adapter/index.ts';
import {
  fromJs,
  PyDate,
  PyDateTime,
  PyDecimal,
  PyDict,
  PyFloat,
  PyTimezone,
  toJson,
  toText,
  type Value,
} from '../../template/index.ts';
import { bytesText, intervalText, timeText } from './cell-texts.ts';
import type { TypeName } from './table-type.ts';

/** A column of a result with its values as templates of dbt get them. */
export interface TypedColumn {
  readonly type: TypeName;
  readonly cast: (cell: Cell) => Value;
}

/** Python has these of what the engine's Python client gives, whatever the width. */
export function typedColumn({ type }: Column): TypedColumn {
  const name = type.toUpperCase();
  if (/\]$/.test(name) || /^(?:STRUCT|MAP|UNION)\(/.test(name)) return { type: 'Text', cast: orNull(asJson) };
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(name)) return { type: 'Integer', cast: integer };
  if (/^(?:DECIMAL|FLOAT|DOUBLE|REAL|BIGNUM)/.test(name)) return { type: 'Number', cast: orNull(number) };
  if (name === 'BOOLEAN') return { type: 'Boolean', cast: (cell) => cell as boolean | null };
  if (name === 'DATE') return { type: 'Date', cast: orNull(date) };
  if (name.startsWith('TIMESTAMP')) return { type: 'DateTime', cast: orNull(timestamp) };
  const print = texts.get(name) ?? ((text: string) => text);
  return { type: 'Text', cast: orNull((cell) => print(String(cell))) };
}

const texts: ReadonlyMap<string, (text: string) => string> = new Map([
  ['INTERVAL', intervalText],
  ['TIME', timeText],
  ['BLOB', bytesText],
]);

const orNull =
  (cast: (cell: NonNullable<Cell>) => Value) =>
  (cell: Cell): Value =>
    cell === null ? null : cast(cell);

const integer = (cell: Cell): Value =>
  typeof cell === 'number' || typeof cell === 'bigint' || cell === null ? cell : String(cell);

/** A float with the digits that Python shows of it: 10.0. */
function number(cell: NonNullable<Cell>): Value {
  if (typeof cell === 'number') return PyDecimal.parse(toText(new PyFloat(cell))) ?? fromJs(cell);
  const text = cell instanceof Decimal ? cell.digits : String(cell);
  return PyDecimal.parse(text) ?? fromJs(Number(text));
}

const asJson = (cell: NonNullable<Cell>): Value => toJson(plain(cell), false);

function plain(cell: Cell): Value {
  if (cell instanceof Decimal) return fromJs(Number(cell.digits));
  if (Array.isArray(cell)) return cell.map((each: Cell) => plain(each));
  if (typeof cell !== 'object' || cell === null) return cell as Value;
  return new PyDict(Object.entries(cell).map(([key, value]) => [key, plain(value as Cell)] as const));
}

function date(cell: NonNullable<Cell>): Value {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(cell));
  if (match === null) return String(cell);
  return new PyDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** `2024-05-01 12:30:00.25+00`; a point in time beyond Python's years stays text. */
function timestamp(cell: NonNullable<Cell>): Value {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?([+-]\d\d)?$/.exec(
    String(cell),
  );
  if (match === null) return String(cell);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  return new PyDateTime(
    { year, month, day },
    { hour, minute, second, microsecond: Number((match[7] ?? '').padEnd(6, '0')) },
    match[8] === undefined ? undefined : PyTimezone.utc(),
  );
}
