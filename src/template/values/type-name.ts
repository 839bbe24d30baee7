import type { Value } from './value.ts';

/** `type(value).__name__`. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
    case 'bigint':
      return 'int';
    default:
      if (value === null) return 'NoneType';
      return Array.isArray(value) ? 'list' : value.typeName;
  }
}
