import type { Column } from '../../../adapter/index.ts';
import { quote } from '../identifiers.ts';

/** Their hashes are equal only where their values are. */
const plain =
  /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM|DECIMAL\(\d+,\d+\)|VARCHAR|JSON|BLOB|BIT|UUID|DATE|TIME|TIME_NS|TIMESTAMP|TIMESTAMP_(S|MS|NS)|(TIME|TIMESTAMP) WITH TIME ZONE|ENUM\(.*\))$/s;

const nested = /^(STRUCT|MAP)\(|\]$/;

/** The text of these does not say all: which member of a union it is, which type a variant has. */
const vague = /\b(UNION|VARIANT|GEOMETRY|AGGREGATE_STATE|LAMBDA)\b/;

/** The SQL of a row's hash, or undefined if it has a column of a type that is not known to hash well. */
export function hashOf(columns: readonly Column[]): string | undefined {
  const parts: string[] = [];
  for (const { name, type } of columns) {
    const column = quote(name);
    if (plain.test(type)) parts.push(column);
    // 0.0 and -0.0 are equal, but read differently.
    else if (type === 'FLOAT' || type === 'DOUBLE') parts.push(column, `signbit(${column})`);
    // 30 days and a month are equal; so is the hash of a list to that of its only item's.
    else if (type === 'INTERVAL' || (nested.test(type) && !vague.test(type)))
      parts.push(column, `${column}::varchar`);
    else return undefined;
  }
  // Twice: in one step, two rows that swap a value would leave the sum of their hashes nearly as it was.
  return parts.length === 0 ? undefined : `hash(hash(${parts.join(', ')}))`;
}

export const mayCollate = (type: string): boolean => type === 'VARCHAR';
