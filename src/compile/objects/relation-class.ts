import { type Kwargs, type PyObject, toText, type Value } from '../../template/index.ts';
import { Members } from './members.ts';
import { Relation } from './relation.ts';
import { relationTypeEnum, relationTypes } from './relation-fields.ts';
import type { Policy } from './relation-parts.ts';

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
    return Relation.create(this.quoting, args, kwargs);
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }
}

const members = new Members<RelationClass>(
  { get_relation_type: () => relationTypeEnum },
  {
    create: ['*', ({ quoting }, args, kwargs) => Relation.create(quoting, args, kwargs)],
    /** What a snapshot makes the id of a version of. */
    scd_args: [
      'primary_key updated_at',
      (_self, [key, updatedAt]) => [...(Array.isArray(key) ? key : [key!]), updatedAt!],
    ],
    add_ephemeral_prefix: ['name', (_self, [name]) => `__dbt__cte__${toText(name!)}`],
  },
);
