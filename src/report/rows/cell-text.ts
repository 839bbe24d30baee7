import { type Cell, Decimal } from '../../adapter/index.ts';

/** A value as people read it in a table; null stays null, since a table shows it apart. */
export function cellText(cell: Cell, type: string): string | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell, type);
  if (typeof cell === 'bigint' || typeof cell === 'boolean' || cell instanceof Decimal) return String(cell);
  return jsonText(cell);
}

/** JSON that knows bigints, decimals with all their digits, and the numbers JSON lacks, on one line with a space after each comma and colon. */
export function jsonText(cell: Cell): string {
  if (typeof cell === 'bigint' || cell instanceof Decimal) return String(cell);
  if (typeof cell === 'number' && !Number.isFinite(cell)) return JSON.stringify(String(cell));
  if (cell === null || typeof cell !== 'object') return JSON.stringify(cell);
  if (isList(cell)) return `[${cell.map(jsonText).join(', ')}]`;
  const fields = Object.entries(cell).map(([key, value]) => `${JSON.stringify(key)}: ${jsonText(value)}`);
  return `{${fields.join(', ')}}`;
}

const isList = (cell: Cell): cell is readonly Cell[] => Array.isArray(cell);

function numberText(value: number, type: string): string {
  const whole = /^(DOUBLE|FLOAT|REAL)/i.test(type) && Number.isInteger(value) && Math.abs(value) < 1e15;
  return whole ? value.toFixed(1) : String(value);
}
