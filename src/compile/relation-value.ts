import type { RelationName } from '../base/index.ts';
import type { PyObject, Value } from '../template/index.ts';

/** A relation as templates see it: printed it is a symbol, its parts are the published names. */
export class RelationValue implements PyObject {
  readonly typeName = 'Relation';
  readonly #symbol: string;
  readonly #name: RelationName;

  constructor(symbol: string, name: RelationName) {
    this.#symbol = symbol;
    this.#name = name;
  }

  toText(): string {
    return this.#symbol;
  }

  repr(): string {
    return this.#symbol;
  }

  equals(other: Value): boolean {
    return other instanceof RelationValue && other.#symbol === this.#symbol;
  }

  getAttr(name: string): Value | undefined {
    switch (name) {
      case 'database':
        return this.#name.database ?? null;
      case 'schema':
        return this.#name.schema;
      case 'identifier':
      case 'name':
      case 'table':
        return this.#name.identifier;
      default:
        return undefined;
    }
  }

  attributeNames(): readonly string[] {
    return ['database', 'schema', 'identifier', 'name', 'table'];
  }
}
