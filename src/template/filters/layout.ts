import { attributeError, runtimeError, typeError } from '../errors.ts';
import { strMethods } from '../methods/str.ts';
import { reserve } from '../run.ts';
import { type Builtin, builtin, callBuiltin, intArgument } from '../values/builtin.ts';
import { hasSurrogates, lengthOf, textLength } from '../values/iterate.ts';
import { repr, toText } from '../values/repr.ts';
import { truthy } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined } from '../values/undefined.ts';
import { noKwargs, type Value } from '../values/value.ts';
import { wrapLine } from './wrap.ts';

const linesOf = (text: string): string[] =>
  callBuiltin(strMethods.get('splitlines')!, text, [], noKwargs) as string[];

const flag = (value: Value | undefined, fallback: boolean): boolean =>
  value === undefined ? fallback : truthy(value);

function string(value: Value): string {
  if (value instanceof Undefined) value.fail();
  if (typeof value !== 'string') throw typeError(`expected str, got ${typeName(value)}`);
  return value;
}

function indent(self: Value, width: Value | undefined, first: boolean, blank: boolean): string {
  const columns = typeof width === 'string' ? 0 : Math.max(0, intArgument(width, 4));
  reserve(columns);
  const margin = typeof width === 'string' ? width : ' '.repeat(columns);
  // Jinja adds a line end first, so that a last empty line counts as one.
  const lines = linesOf(`${string(self)}\n`);
  reserve(lines.length * margin.length);
  const indented = lines.map((line, index) =>
    index === 0 || (line === '' && !blank) ? line : margin + line,
  );
  return (first ? margin : '') + indented.join('\n');
}

function truncate(self: Value, length: number, kill: boolean, end: string, leeway: number): Value {
  if (length < textLength(end)) throw runtimeError(`expected length >= ${textLength(end)}, got ${length}`);
  if (leeway < 0) throw runtimeError(`expected leeway >= 0, got ${leeway}`);
  if (lengthOf(self) <= length + leeway) return self;
  const text = string(self);
  const kept = length - textLength(end);
  const cut = hasSurrogates(text) ? [...text].slice(0, kept).join('') : text.slice(0, kept);
  const space = cut.lastIndexOf(' ');
  return (kill || space === -1 ? cut : cut.slice(0, space)) + end;
}

export const layout: readonly [string, Builtin][] = [
  builtin('indent', 'width? first? blank?', (self, [width, first, blank]) =>
    indent(self, width, flag(first, false), flag(blank, false)),
  ),
  builtin('truncate', 'length? killwords? end? leeway?', (self, [length, kill, end, leeway]) =>
    truncate(
      self,
      intArgument(length, 255),
      flag(kill, false),
      end === undefined ? '...' : string(end),
      leeway === null ? 5 : intArgument(leeway, 5),
    ),
  ),
  builtin(
    'wordwrap',
    'width? break_long_words? wrapstring? break_on_hyphens?',
    (self, [width, breakLong, wrapString, hyphens]) => {
      const glue = wrapString === undefined || wrapString === null ? '\n' : string(wrapString);
      if (typeof self !== 'string' && !(self instanceof Undefined))
        throw attributeError(`'${typeName(self)}' object has no attribute 'splitlines'`);
      return linesOf(string(self))
        .map((line) =>
          wrapLine(line, intArgument(width, 79), flag(breakLong, true), flag(hyphens, true)).join(glue),
        )
        .join(glue);
    },
  ),
  builtin('pprint', '', (self) => repr(self)),
  builtin('string', '', (self) => toText(self)),
];
