/** A map whose values are made when they are first asked for: a template looks at few of the names that it has. */
export class LazyMap<V> extends Map<string, V> {
  readonly #makers = new Map<string, () => V>();

  define(name: string, make: () => V): this {
    this.delete(name);
    this.#makers.set(name, make);
    return this;
  }

  override get(name: string): V | undefined {
    const made = super.get(name);
    if (made !== undefined) return made;
    const make = this.#makers.get(name);
    if (make === undefined) return undefined;
    const value = make();
    this.set(name, value);
    return value;
  }

  override has(name: string): boolean {
    return super.has(name) || this.#makers.has(name);
  }

  override *keys(): MapIterator<string> {
    yield* super.keys();
    for (const name of this.#makers.keys()) if (!super.has(name)) yield name;
  }
}
