/** What is made when it is first asked for. Schemas cost more to make than most files to check. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Makers = Readonly<Record<string, () => unknown>>;

/** An object with a value of that kind at each key. */
export function late<M extends Makers>(makers: M): { readonly [K in keyof M]: ReturnType<M[K]> } {
  const object: Record<string, unknown> = {};
  for (const [key, make] of Object.entries(makers)) {
    Object.defineProperty(object, key, { get: once(make), enumerable: true });
  }
  return object as { readonly [K in keyof M]: ReturnType<M[K]> };
}
