import { callValue, isObject, type Kwargs, type PyObject, type Value } from '../../template/index.ts';

/** A function whose calls are noted while parsing; its attributes are those that it has when templates run. */
export class NotedCall implements PyObject {
  readonly typeName = 'function';
  readonly #noted: Value;
  readonly #atRun: () => Value | undefined;

  constructor(noted: Value, atRun: () => Value | undefined) {
    this.#noted = noted;
    this.#atRun = atRun;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    return callValue(this.#noted, args, kwargs);
  }

  getAttr(name: string): Value | undefined {
    const atRun = this.#atRun();
    return isObject(atRun) ? atRun.getAttr?.(name) : undefined;
  }
}
