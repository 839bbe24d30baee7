import { collect, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import { type Criterion, type IndirectSelection, parseCriterion } from './criterion.ts';

/** A selection as a tree: criteria, and sets made of them. */
export type Expression = Criterion | SetExpression;

export interface SetExpression {
  readonly kind: 'union' | 'intersection' | 'difference';
  /** A difference has two: from what, and what is taken away. */
  readonly parts: readonly Expression[];
  /** Decides on the tests that its parts left open. */
  readonly indirect: IndirectSelection;
  /** The words of the command line, where their matching nothing is worth a warning. */
  readonly expected?: { readonly words: string; readonly location: Location };
}

/** Takes the words of `--select` or `--exclude` (space: union, comma: intersection) and gives their tree. */
export function parseWords(
  option: '--select' | '--exclude',
  words: readonly string[],
  indirect: IndirectSelection,
): Result<SetExpression> {
  const source = new SourceText(option, words.join(' '));
  const parts: Result<Expression>[] = [];
  for (const word of source.text.matchAll(/\S+/g)) {
    parts.push(parseIntersection(word[0], word.index, source, indirect));
  }
  if (parts.length === 0 && words.length > 0) parts.push(parseIntersection('', 0, source, indirect));
  const all = collect(parts);
  return all.ok ? ok({ kind: 'union', parts: all.value, indirect }) : all;
}

function parseIntersection(
  word: string,
  start: number,
  source: SourceText,
  indirect: IndirectSelection,
): Result<Expression> {
  const parts: Result<Criterion>[] = [];
  let at = start;
  for (const raw of word.split(',')) {
    const offset = at;
    parts.push(parseCriterion(raw, indirect, (from, to) => source.location(offset + from, offset + to)));
    at += raw.length + 1;
  }
  const all = collect(parts);
  if (!all.ok) return fail(...all.diagnostics);
  const expected = { words: word, location: source.location(start, start + word.length) };
  return ok({ kind: 'intersection', parts: all.value, indirect, expected });
}
