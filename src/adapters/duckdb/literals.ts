import type { OptionValue } from '../../project/index.ts';
import { literal } from './identifiers.ts';

/** A value of an option, as DuckDB writes it: text, numbers, booleans, lists and structs. */
export function optionLiteral(value: OptionValue): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(optionLiteral).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${literal(key)}: ${optionLiteral(inner)}`);
  return `{${entries.join(', ')}}`;
}

const isList = (value: OptionValue): value is readonly OptionValue[] => Array.isArray(value);
