import { type PyObject, repr, TemplateError, typeNameOf, type Value } from '../../template/index.ts';

/** The three parts of a relation's name, in the order in which they are printed. */
export const parts = ['database', 'schema', 'identifier'] as const;
export type Part = (typeof parts)[number];

export type RelationPath = Readonly<Record<Part, string | null>>;
/** Which parts are printed, or quoted. */
export type Policy = Readonly<Record<Part, boolean>>;

export const everyPart: Policy = { database: true, schema: true, identifier: true };

/** A path or policy as a template sees it: `relation.path.schema`. */
export class Parts implements PyObject {
  readonly typeName: string;
  readonly isMapping = true;
  readonly values: Readonly<Record<Part, Value>>;

  constructor(typeName: string, values: Readonly<Record<Part, Value>>) {
    this.typeName = typeName;
    this.values = values;
  }

  getAttr(name: string): Value | undefined {
    return isPart(name) ? this.values[name] : undefined;
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : undefined;
  }

  equals(other: Value): boolean {
    return other instanceof Parts && parts.every((part) => other.values[part] === this.values[part]);
  }

  attributeNames(): readonly string[] {
    return parts;
  }

  repr(): string {
    return `${this.typeName}(${parts.map((part) => `${part}=${repr(this.values[part])}`).join(', ')})`;
  }
}

export const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name);

/** A part of a path, which is text or None; anything else has slipped in where a name was meant. */
export function pathPart(part: Part, value: Value | undefined): string | null {
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  throw new TemplateError(
    'A3004',
    `a relation's ${part} has to be text, and not ${typeNameOf(value)}`,
    'is the variable that it comes from set?',
  );
}
