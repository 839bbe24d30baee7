import { type Kwargs, PyDict, type PyObject, toText, truthy, type Value } from '../../template/index.ts';
import { type Arguments, Members } from './members.ts';
import {
  changedFields,
  informationSchemaFields,
  matchesParts,
  pathWith,
  policyFrom,
  policyWith,
  type RelationFields,
  relationType,
  relationTypeEnum,
  relationTypes,
} from './relation-fields.ts';
import { everyPart, Parts, type Policy, parts, pathPart, type RelationPath } from './relation-parts.ts';

/** A relation as templates of dbt see it: printed, it is its quoted name. Every change makes another relation. */
export class Relation implements PyObject {
  readonly typeName = 'DuckDBRelation';
  readonly isMapping = true;
  readonly fields: RelationFields;

  constructor(fields: RelationFields) {
    this.fields = fields;
  }

  static of(path: Partial<RelationPath>, rest: Partial<Omit<RelationFields, 'path'>> = {}): Relation {
    return new Relation({
      type: null,
      include: everyPart,
      quote: everyPart,
      ...rest,
      path: {
        database: path.database ?? null,
        schema: path.schema ?? null,
        identifier: path.identifier ?? null,
      },
    });
  }

  /** `Relation.create(database=…, schema=…, identifier=…, type=…)`. */
  static create(quoting: Policy, args: Arguments, kwargs: Kwargs): Relation {
    const [database = kwargs.get('database'), schema = kwargs.get('schema')] = args;
    const [, , identifier = kwargs.get('identifier'), type = kwargs.get('type')] = args;
    const limit = kwargs.get('limit');
    return Relation.of(
      {
        database: pathPart('database', database),
        schema: pathPart('schema', schema),
        identifier: pathPart('identifier', identifier),
      },
      {
        type: relationType(type),
        quote: policyFrom(kwargs.get('quote_policy'), quoting),
        include: policyFrom(kwargs.get('include_policy'), everyPart),
        ...(typeof limit === 'number' && { limit }),
      },
    );
  }

  with(changes: Partial<RelationFields>): Relation {
    return new Relation({ ...this.fields, ...changes });
  }

  /** The name alone, without what limits the rows that are read. */
  get name(): string {
    const { path, include, quote, external, view } = this.fields;
    if (external !== undefined) return external;
    const named = parts.flatMap((part) => {
      const text = include[part] ? path[part] : null;
      if (text === null) return [];
      return [quote[part] ? `"${text}"` : text];
    });
    return [...named, ...(view === undefined ? [] : [view])].join('.');
  }

  toText(): string {
    const { limit, filter } = this.fields;
    const { name } = this;
    let text = name;
    if (limit !== undefined)
      text =
        limit === 0
          ? `(select * from ${name} where false limit 0)`
          : `(select * from ${name} limit ${limit})`;
    return filter === undefined ? text : `(select * from ${text} where ${filter})`;
  }

  repr(): string {
    return `<${this.typeName} ${this.name}>`;
  }

  equals(other: Value): boolean {
    if (!(other instanceof Relation)) return false;
    const [a, b] = [this.fields, other.fields];
    return (
      a.type === b.type &&
      a.limit === b.limit &&
      a.filter === b.filter &&
      a.external === b.external &&
      a.view === b.view &&
      parts.every(
        (part) =>
          a.path[part] === b.path[part] &&
          a.include[part] === b.include[part] &&
          a.quote[part] === b.quote[part],
      )
    );
  }

  hashKey(): string {
    return `\0relation ${this.name}`;
  }

  getAttr(name: string): Value | undefined {
    return relationTypes.get(name) ?? members.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : undefined;
  }

  valueOr(key: Value, fallback: Value): Value {
    const value = this.getItem(key);
    return value === undefined ? fallback : value;
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }

  toJs(): unknown {
    return this.toText();
  }
}

function asDict({ fields }: Relation, omitNone: boolean): PyDict {
  const partsOf = (values: Readonly<Record<string, Value>>): PyDict => new PyDict(Object.entries(values));
  const pairs: readonly (readonly [string, Value])[] = [
    ['path', partsOf(fields.path)],
    ['type', fields.type],
    ['quote_character', '"'],
    ['include_policy', partsOf(fields.include)],
    ['quote_policy', partsOf(fields.quote)],
    ['dbt_created', fields.created === true],
    ['limit', fields.limit ?? null],
    ['event_time_filter', fields.filter ?? null],
    ['require_alias', false],
    ['external', fields.external ?? null],
  ];
  return new PyDict(pairs.filter(([, value]) => !omitNone || value !== null));
}

const isType = (type: string) => (self: Relation) => self.fields.type === type;
const threeParts = 'database? schema? identifier?';

const members = new Members<Relation>(
  {
    database: (self) => self.fields.path.database,
    schema: (self) => self.fields.path.schema,
    identifier: (self) => self.fields.path.identifier,
    table: (self) => self.fields.path.identifier,
    name: (self) => self.fields.path.identifier,
    type: (self) => self.fields.type,
    path: (self) => new Parts('Path', self.fields.path),
    include_policy: (self) => new Parts('Policy', self.fields.include),
    quote_policy: (self) => new Parts('Policy', self.fields.quote),
    quote_character: () => '"',
    dbt_created: (self) => self.fields.created === true,
    limit: (self) => self.fields.limit ?? null,
    external: (self) => self.fields.external ?? null,
    information_schema_view: (self) => self.fields.view ?? null,
    is_table: isType('table'),
    is_view: isType('view'),
    is_cte: isType('cte'),
    is_materialized_view: isType('materialized_view'),
    is_pointer: isType('pointer_table'),
    is_function: isType('function'),
    can_be_renamed: () => false,
    can_be_replaced: () => false,
    require_alias: () => false,
    event_time_filter: ({ fields }) => fields.filter ?? null,
    get_relation_type: () => relationTypeEnum,
  },
  {
    render: ['', (self) => self.name],
    render_limited: ['', (self) => self.with({ filter: undefined }).toText()],
    quoted: ['identifier', (_self, [identifier]) => `"${toText(identifier!)}"`],
    include: [threeParts, (self, args) => self.with({ include: policyWith(args, self.fields.include) })],
    quote: [threeParts, (self, args) => self.with({ quote: policyWith(args, self.fields.quote) })],
    without_identifier: [
      '',
      ({ fields }) =>
        new Relation({
          ...fields,
          include: { ...fields.include, identifier: false },
          path: { ...fields.path, identifier: null },
        }),
    ],
    replace_path: ['*', (self, _args, kwargs) => self.with({ path: pathWith(kwargs, self.fields.path) })],
    incorporate: ['*', (self, _args, kwargs) => new Relation(changedFields(kwargs, self.fields))],
    replace: ['*', (self, _args, kwargs) => new Relation(changedFields(kwargs, self.fields))],
    information_schema: [
      'view_name?',
      (self, [view]) => new Relation(informationSchemaFields(self.fields, view)),
    ],
    information_schema_only: ['', (self) => new Relation(informationSchemaFields(self.fields, undefined))],
    matches: [threeParts, (self, args) => matchesParts(self.fields, args)],
    create: ['*', (_self, args, kwargs) => Relation.create(everyPart, args, kwargs)],
    get_default_quote_policy: ['', () => new Parts('Policy', everyPart)],
    get_default_include_policy: ['', () => new Parts('Policy', everyPart)],
    to_dict: ['omit_none?', (self, [omitNone]) => asDict(self, truthy(omitNone ?? false))],
    add_ephemeral_prefix: ['name', (_self, [name]) => `__dbt__cte__${toText(name!)}`],
    get: [
      'key default?',
      (self, [key, fallback = null]) =>
        key === 'metadata' ? new PyDict([['type', self.typeName]]) : self.valueOr(key!, fallback),
    ],
  },
);
