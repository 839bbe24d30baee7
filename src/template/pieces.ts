import type { DefinitionBlock, Expression, Statement } from './ast.ts';
import { own } from './render.ts';
import type { Definition, Template } from './template.ts';
import { repr } from './values/repr.ts';
import type { Value } from './values/value.ts';

/** A part of a template: text as it is written, or a tag by what it says, however it is spelled. */
export type Piece = { readonly text: string } | { readonly tag: string };

/**
 * A template in pieces. Comments, spaces inside tags, the kind of quotes and the signs of `{%-` are gone; two templates
 * with the same pieces do the same.
 *
 * @param definition only this one, and what its file sets for all of its definitions
 */
export function piecesOf(template: Template, definition?: Definition): readonly Piece[] {
  const { body } = own(template);
  const pieces: Piece[] = [];
  const wanted =
    definition === undefined
      ? body
      : body.filter((each) => (each.kind === 'definition' ? each.start === definition.start : sets(each)));
  addAll(wanted, pieces);
  return pieces;
}

/** What a file sets for all of its definitions. */
export function settingPiecesOf(template: Template): readonly Piece[] {
  const pieces: Piece[] = [];
  addAll(own(template).body.filter(sets), pieces);
  return pieces;
}

/** What the definitions of a file see of what stands beside them. */
const sets = ({ kind }: Statement): boolean => kind === 'set' || kind === 'set block' || kind === 'if';

function addAll(body: readonly Statement[], pieces: Piece[]): void {
  for (const statement of body) add(statement, pieces);
}

function add(statement: Statement, pieces: Piece[]): void {
  switch (statement.kind) {
    case 'text':
      pieces.push({ text: statement.text });
      return;
    case 'if':
      statement.branches.forEach(({ condition, body }, index) => {
        pieces.push(tag(index === 0 ? 'if' : 'elif', condition));
        addAll(body, pieces);
      });
      pieces.push(tag('else'));
      addAll(statement.otherwise, pieces);
      break;
    case 'for':
      pieces.push(tag('for', { ...statement, body: undefined, otherwise: undefined }));
      addAll(statement.body, pieces);
      pieces.push(tag('else'));
      addAll(statement.otherwise, pieces);
      break;
    case 'set block':
    case 'with':
    case 'filter block':
    case 'call block':
    case 'definition':
      pieces.push(tag(statement.kind, { ...statement, body: undefined }));
      addAll(statement.body, pieces);
      break;
    default:
      if (!isConfigCall(statement)) pieces.push(tag(statement.kind, statement));
      return;
  }
  pieces.push(tag('end'));
}

/** `{{ config(…) }}` prints nothing; what it says is compared as config. */
const isConfigCall = (statement: Statement): boolean =>
  statement.kind === 'print' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'name' &&
  statement.value.callee.name === 'config';

type Written = Expression | Statement | DefinitionBlock | object;

const tag = (kind: string, node?: Written): Piece => ({
  tag: `${kind} ${JSON.stringify(node, spoken) ?? ''}`,
});

/** Where something stands says nothing of what it does. */
const places = new Set(['start', 'end', 'bodyStart', 'bodyEnd', 'nameSpan']);

function spoken(this: unknown, key: string, value: unknown): unknown {
  if (places.has(key)) return undefined;
  const isLiteral = key === 'value' && (this as { kind?: unknown }).kind === 'literal';
  return isLiteral ? repr(value as Value) : value;
}
