import { HostFunction, type Kwargs, type PyObject, toText, type Value } from '../../template/index.ts';
import { type Arguments, Members } from './members.ts';
import { Relation } from './relation.ts';
import { policyFrom, relationType, relationTypes } from './relation-fields.ts';
import { everyPart, type Policy, pathPart } from './relation-parts.ts';

/** `api.Relation`: makes relations, quoted as the project has it unless the call says otherwise. */
export class RelationClass implements PyObject {
  readonly typeName = 'RelationProxy';
  readonly quoting: Policy;

  constructor(quoting: Policy) {
    this.quoting = quoting;
  }

  getAttr(name: string): Value | undefined {
    return relationTypes.get(name) ?? members.get(this, name);
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    return create(this, args, kwargs);
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }
}

function create({ quoting }: RelationClass, args: Arguments, kwargs: Kwargs): Relation {
  const [database = kwargs.get('database'), schema = kwargs.get('schema')] = args;
  const [, , identifier = kwargs.get('identifier'), type = kwargs.get('type')] = args;
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
    },
  );
}

const members = new Members<RelationClass>(
  {
    get_relation_type: () => new HostFunction('get_relation_type', ([type]) => relationType(type)),
  },
  {
    create: ['*', create],
    /** What a snapshot makes the id of a version of. */
    scd_args: [
      'primary_key updated_at',
      (_self, [key, updatedAt]) => [...(Array.isArray(key) ? key : [key!]), updatedAt!],
    ],
    add_ephemeral_prefix: ['name', (_self, [name]) => `__dbt__cte__${toText(name!)}`],
  },
);
