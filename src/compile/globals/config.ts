import { fromJs, HostFunction, type PyObject, TemplateError, type Value } from '../../template/index.ts';

/** `config`: calling it does nothing when running; `config.get(name, default)` and `config.require(name)` read it. */
export const configFunction = (raw: Readonly<Record<string, unknown>>): PyObject => {
  const read = (key: Value | undefined): Value | undefined => {
    const value = raw[String(key)];
    return value === undefined ? undefined : fromJs(value);
  };
  const methods = new Map<string, Value>([
    [
      'get',
      new HostFunction(
        'get',
        ([key, fallback], kwargs) => read(key) ?? fallback ?? kwargs.get('default') ?? null,
      ),
    ],
    [
      'require',
      new HostFunction('require', ([key]) => {
        const value = read(key);
        if (value !== undefined) return value;
        throw new TemplateError('A2033', `the config '${String(key)}' is required here and not given`);
      }),
    ],
  ]);
  return {
    typeName: 'Config',
    call: () => '',
    getAttr: (name) => methods.get(name),
    attributeNames: () => methods.keys(),
  };
};
