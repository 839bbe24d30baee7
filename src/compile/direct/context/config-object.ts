import {
  callValue,
  fromJs,
  type Kwargs,
  PyDict,
  type PyObject,
  TemplateError,
  toText,
  type Value,
} from '../../../template/index.ts';
import { type Arguments, Members } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';

/** `config`: calling it does nothing when running; its methods read what the node was configured with. */
export class ConfigObject implements PyObject {
  readonly typeName = 'RuntimeConfigObject';
  readonly #rendering: Rendering;
  #values: PyDict | undefined;

  constructor(rendering: Rendering) {
    this.#rendering = rendering;
  }

  /** What is configured, with what is not said as it usually is. */
  get values(): PyDict {
    const { node, settings } = this.#rendering;
    if (this.#values !== undefined) return this.#values;
    const described = node === undefined ? {} : settings.describe(node).config;
    const values = fromJs(described ?? {});
    this.#values = values instanceof PyDict ? values : new PyDict();
    const columns = this.#values.get('snapshot_meta_column_names');
    if (columns instanceof PyDict) this.#values.set('snapshot_table_column_names', columnNames(columns));
    for (const [key, value] of this.#rendering.options.config ?? []) this.#values.set(key, value);
    for (const [written, name] of hookNames) {
      this.#values.set(name, this.#values.get(written) ?? []);
      this.#values.delete(written);
    }
    return this.#values;
  }

  get name(): string {
    return this.#rendering.node?.name ?? 'a macro';
  }

  call(): Value {
    return '';
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }
}

/** manifest.json has hooks by the name that is written in YAML, `config.get()` by that of Python. */
const hookNames = [
  ['pre-hook', 'pre_hook'],
  ['post-hook', 'post_hook'],
] as const;

/** What the columns that a snapshot adds are called. */
function columnNames(given: PyDict): PyDict {
  const own = ['dbt_valid_from', 'dbt_valid_to', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted'];
  return new PyDict(own.map((name) => [name, given.get(name) ?? name] as const));
}

const metaOf = (self: ConfigObject): PyDict => {
  const meta = self.values.get('meta');
  return meta instanceof PyDict ? meta : new PyDict();
};

function required(from: PyDict, [name, validator]: Arguments): Value {
  const value = from.get(toText(name!));
  if (value === undefined)
    throw new TemplateError('A2033', `the config '${toText(name!)}' is required here and not given`);
  if (validator !== undefined && validator !== null) callValue(validator, [value], new Map());
  return value;
}

function optional(from: PyDict, [name, fallback, validator]: Arguments): Value {
  const value = from.get(toText(name!)) ?? (from.has(toText(name!)) ? null : (fallback ?? null));
  const isChecked =
    validator !== undefined && validator !== null && fallback !== undefined && fallback !== null;
  if (isChecked) callValue(validator, [value], new Map());
  return value;
}

function persists(self: ConfigObject, what: 'relation' | 'columns'): Value {
  const given = self.values.get('persist_docs') ?? null;
  if (given === null) return false;
  if (given instanceof PyDict) return given.get(what) ?? false;
  throw new TemplateError('A3004', `persist_docs has to be a mapping, and not ${toText(given)}`);
}

const members = new Members<ConfigObject>(
  {},
  {
    get: ['name default? validator?', (self, args) => optional(self.values, args)],
    require: ['name validator?', (self, args) => required(self.values, args)],
    meta_get: ['name default? validator?', (self, args) => optional(metaOf(self), args)],
    meta_require: ['name validator?', (self, args) => required(metaOf(self), args)],
    set: ['name value', () => ''],
    persist_relation_docs: ['', (self) => persists(self, 'relation')],
    persist_column_docs: ['', (self) => persists(self, 'columns')],
  },
);

/** `validation.any(…)`: a check that a value is one of these, or of one of these types. */
export const validation: Value = new PyDict([
  [
    'any',
    {
      typeName: 'function',
      call: (allowed: readonly Value[]): Value => ({
        typeName: 'function',
        call: ([value = null]: readonly Value[], _kwargs: Kwargs): Value => {
          if (allowed.some((each) => isAllowed(each, value))) return null;
          throw new TemplateError(
            'A3004',
            `expected one of ${allowed.map(toText).join(', ')}, and got ${toText(value)}`,
          );
        },
      }),
    },
  ],
]);

function isAllowed(allowed: Value, value: Value): boolean {
  if (
    typeof allowed === 'object' &&
    allowed !== null &&
    !Array.isArray(allowed) &&
    allowed.typeName === 'type'
  )
    return toText(allowed) === typeof value;
  return allowed === value;
}
