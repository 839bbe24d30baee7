import type { PyObject, Value } from '../../../template/index.ts';
import { Members } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';

/** `context`: every name that the template sees, as a dict. */
export class ContextObject implements PyObject {
  readonly typeName = 'dict';
  readonly #rendering: Rendering;

  constructor(rendering: Rendering) {
    this.#rendering = rendering;
  }

  names(): string[] {
    return [...new Set(this.#rendering.scope.names())];
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.#rendering.scope.get(key) : undefined;
  }

  contains(key: Value): boolean {
    return typeof key === 'string' && this.#rendering.scope.has(key);
  }

  iterate(): Iterator<Value> {
    return this.names()[Symbol.iterator]();
  }

  length(): number {
    return this.names().length;
  }

  attributeNames(): Iterable<string> {
    return this.names();
  }

  repr(): string {
    return '<context>';
  }
}

const members = new Members<ContextObject>(
  {},
  {
    get: ['key default?', (self, [key, fallback]) => self.getItem(key!) ?? fallback ?? null],
    keys: ['', (self) => self.names()],
    update: ['*', () => null],
  },
);
