import {
  BoundMethod,
  type Builtin,
  builtin,
  type Kwargs,
  type PyObject,
  type Value,
} from '../../template/index.ts';

/** Arguments in the order of the parameters; undefined where none was given. */
export type Arguments = readonly (Value | undefined)[];

type Method<Self> = readonly [
  parameters: string,
  run: (self: Self, args: Arguments, kwargs: Kwargs) => Value,
];

/** What the objects of one class have: properties, and methods with their parameters as `builtin` takes them. */
export class Members<Self extends PyObject> {
  readonly #properties: ReadonlyMap<string, (self: Self) => Value>;
  readonly #methods: ReadonlyMap<string, Builtin>;

  constructor(
    properties: Readonly<Record<string, (self: Self) => Value>>,
    methods: Readonly<Record<string, Method<Self>>> = {},
  ) {
    this.#properties = new Map(Object.entries(properties));
    this.#methods = new Map(
      Object.entries(methods).map(([name, [parameters, run]]) =>
        builtin(name, parameters, (self, args, kwargs) => run(self as Self, args, kwargs)),
      ),
    );
  }

  get(self: Self, name: string): Value | undefined {
    const property = this.#properties.get(name);
    if (property !== undefined) return property(self);
    const method = this.#methods.get(name);
    return method && new BoundMethod(self, method);
  }

  *names(): Generator<string> {
    yield* this.#properties.keys();
    yield* this.#methods.keys();
  }
}
