import { word } from './tokens.ts';

/** What a token can mean to someone who looks for relations. */
export const Role = {
  none: 0,
  open: 1,
  bracket: 2,
  close: 3,
  comma: 4,
  semicolon: 5,
  select: 6,
  from: 7,
  with: 8,
  values: 9,
  /** Statements about the relation that follows. */
  overRelation: 10,
  pivot: 11,
  join: 12,
  on: 13,
  using: 14,
  setOperation: 15,
  afterSetOperation: 16,
  endsFrom: 17,
  /** Functions whose arguments can have a FROM. */
  ownFrom: 18,
} as const;

/** By kind of token; labels have none. */
export const roleOf = new Uint8Array(4096);

const give = (role: number, texts: string) => {
  for (const text of texts.split(' ')) roleOf[/\w/.test(text) ? word(text) : text.charCodeAt(0)] = role;
};
give(Role.open, '(');
give(Role.bracket, '[ {');
give(Role.close, ') ] }');
give(Role.comma, ',');
give(Role.semicolon, ';');
give(Role.select, 'select');
give(Role.from, 'from');
give(Role.with, 'with');
give(Role.values, 'values');
give(Role.overRelation, 'describe desc summarize table show');
give(Role.pivot, 'pivot pivot_wider unpivot pivot_longer');
give(Role.join, 'join');
give(Role.on, 'on');
give(Role.using, 'using');
give(Role.setOperation, 'union intersect except');
give(Role.afterSetOperation, 'all distinct');
give(Role.endsFrom, 'where group having window qualify order limit offset fetch');
give(Role.ownFrom, 'trim substring overlay position extract');
