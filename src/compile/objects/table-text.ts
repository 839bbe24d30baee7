import {
  fromJs,
  PyDateTime,
  PyDecimal,
  PyDict,
  PyFloat,
  toJson,
  toText,
  type Value,
} from '../../template/index.ts';
import type { TableData } from './table-data.ts';

export interface PrintOptions {
  readonly maxRows?: number | undefined;
  readonly maxColumns?: number | undefined;
  readonly maxColumnWidth?: number | undefined;
  readonly maxPrecision?: number | undefined;
}

/** A table as agate prints it: as Markdown, cut to what is asked for. */
export function tableText({ names, types, rows }: TableData, options: PrintOptions): string {
  const { maxRows = rows.length, maxColumns = names.length, maxColumnWidth, maxPrecision } = options;
  const cut = (text: string): string =>
    maxColumnWidth !== undefined && text.length > maxColumnWidth
      ? `${text.slice(0, maxColumnWidth - 3)}...`
      : text;
  const shownRows = rows.slice(0, maxRows);
  const more = maxColumns < names.length;
  const head = [...names.slice(0, maxColumns).map(cut), ...(more ? ['...'] : [])];
  const places = types.map((type, index) =>
    type === 'Number' ? Math.max(0, ...shownRows.map((row) => placesOf(row[index]!))) : undefined,
  );
  const body = shownRows.map((row) => [
    ...row.slice(0, maxColumns).map((value, index) => cut(cellText(value, places[index], maxPrecision))),
    ...(more ? ['...'] : []),
  ]);
  const widths = head.map((name, index) => Math.max(name.length, ...body.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]): string =>
    `|${cells
      .map((cell, index) =>
        types[index] === 'Text' ? ` ${cell.padEnd(widths[index]!)} ` : ` ${cell.padStart(widths[index]!)} `,
      )
      .join('|')}|`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const lines = [line(head), rule, ...body.map(line)];
  if (maxRows < rows.length) lines.push(line(head.map(() => '...')));
  return lines.join('\n');
}

function cellText(value: Value, places: number | undefined, maxPrecision: number | undefined): string {
  if (value === null) return '';
  if (places === undefined || !(value instanceof PyDecimal)) return toText(value);
  const shown = Math.min(places, maxPrecision ?? places);
  const [whole = '', fraction] = toText(value.round(shown)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}${shown < places ? '…' : ''}`;
}

/** The digits after the point, without zeros at the end. */
function placesOf(value: Value): number {
  const fraction = value instanceof PyDecimal ? /\.(\d*?)0*$/.exec(toText(value))?.[1] : undefined;
  return fraction?.length ?? 0;
}

/** A list of objects, or an object a line. */
export function tableJson({ names, rows }: TableData, newline: boolean): string {
  const objects = rows.map(
    (row) => new PyDict(names.map((name, index) => [name, plain(row[index]!)] as const)),
  );
  return newline ? objects.map((row) => `${toJson(row, false)}\n`).join('') : toJson(objects, false);
}

const plain = (value: Value): Value => {
  if (value instanceof PyDecimal) return new PyFloat(value.toNumber());
  return typeof value === 'object' && value !== null ? fromJs(written(value)) : value;
};

/** agate writes points in time as ISO does. */
const written = (value: Value): string =>
  value instanceof PyDateTime ? value.isoformat('T') : toText(value);

export function tableCsv({ names, rows }: TableData): string {
  const cell = (value: Value): string => {
    const text = value === null ? '' : written(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}
