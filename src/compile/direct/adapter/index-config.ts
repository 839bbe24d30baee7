import { md5 } from '../../../base/index.ts';
import { PyDict, type PyObject, repr, TemplateError, toText, type Value } from '../../../template/index.ts';
import { Members } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';

/** One entry of the config `indexes`; its name is another one each time, since an index stays with a table's old name. */
class IndexConfig implements PyObject {
  readonly typeName = 'DuckDBIndexConfig';
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly #at: number;

  constructor(columns: readonly string[], unique: boolean, at: number) {
    this.columns = columns;
    this.unique = unique;
    this.#at = at;
  }

  nameFor(relation: string): string {
    return md5([...this.columns, relation, this.unique ? 'True' : 'False', this.#at].join('_'));
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  repr(): string {
    return `${this.typeName}(columns=${repr([...this.columns])}, unique=${repr(this.unique)})`;
  }
}

const members = new Members<IndexConfig>(
  { columns: (self) => [...self.columns], unique: (self) => self.unique },
  { render: ['relation', (self, [relation]) => self.nameFor(toText(relation!))] },
);

const known: ReadonlySet<Value> = new Set(['columns', 'unique']);

export function indexConfig({ effects, settings }: Rendering, index: Value | undefined): Value {
  if (index === undefined || index === null) return null;
  const columns = index instanceof PyDict ? index.get('columns') : undefined;
  const unique = index instanceof PyDict ? (index.get('unique') ?? false) : false;
  const stray = index instanceof PyDict ? [...index.keys()].find((key) => !known.has(key)) : undefined;
  if (stray !== undefined)
    throw new TemplateError('A3004', `an index has columns and unique, and no ${toText(stray)}`);
  if (!Array.isArray(columns) || typeof unique !== 'boolean')
    throw new TemplateError('A3004', 'an index is given as columns, a list, and unique, true or false');
  return new IndexConfig(columns.map(toText), unique, effects.recall(settings.now));
}
