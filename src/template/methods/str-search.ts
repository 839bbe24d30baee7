import { typeError, valueError } from '../errors.ts';
import { spend } from '../run.ts';
import { type Bound, type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { hasSurrogates } from '../values/iterate.ts';
import { PyTuple } from '../values/tuple.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/value.ts';

function text(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw typeError(`must be str, not ${typeName(value ?? null)}`);
}

/** Where a search looks, in UTF-16 units, and what turns such an index into one of code points. */
function span(self: string, start: Value | undefined, end: Value | undefined): { from: number; to: number } {
  spend(self.length >> 8);
  const characters = hasSurrogates(self) ? [...self] : undefined;
  const length = characters?.length ?? self.length;
  const bound = (value: Value | undefined, fallback: number): number => {
    const given = value === null ? fallback : intArgument(value, fallback);
    return given < 0 ? Math.max(0, given + length) : given;
  };
  const units = (index: number): number =>
    characters === undefined ? index : characters.slice(0, index).join('').length;
  const from = bound(start, 0);
  return {
    from: from > length ? Number.POSITIVE_INFINITY : units(from),
    to: units(Math.min(bound(end, length), length)),
  };
}

const toPoints = (self: string, index: number): number =>
  index <= 0 || !hasSurrogates(self) ? index : [...self.slice(0, index)].length;

function find(self: string, [part, start, end]: Bound, last: boolean): number {
  const { from, to } = span(self, start, end);
  const wanted = text(part);
  if (from > to) return -1;
  const within = self.slice(from, to);
  const at = last ? within.lastIndexOf(wanted) : within.indexOf(wanted);
  return at === -1 ? -1 : toPoints(self, from + at);
}

function count(self: string, [part, start, end]: Bound): number {
  const { from, to } = span(self, start, end);
  const wanted = text(part);
  if (from > to) return 0;
  const within = self.slice(from, to);
  if (wanted === '') return [...within].length + 1;
  return within.split(wanted).length - 1;
}

function affix(name: 'startswith' | 'endswith', self: string, [part, start, end]: Bound): boolean {
  const { from, to } = span(self, start, end);
  const candidates = part instanceof PyTuple ? part.items : [part!];
  const within = from > to ? undefined : self.slice(from, to);
  return candidates.some((candidate) => {
    if (typeof candidate !== 'string')
      throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(candidate)}`);
    if (within === undefined) return false;
    return name === 'startswith' ? within.startsWith(candidate) : within.endsWith(candidate);
  });
}

function found(index: number): number {
  if (index === -1) throw valueError('substring not found');
  return index;
}

export const strSearchMethods: readonly [string, Builtin][] = [
  builtin('find', 'sub start? end?', (self, args) => find(self as string, args, false)),
  builtin('rfind', 'sub start? end?', (self, args) => find(self as string, args, true)),
  builtin('index', 'sub start? end?', (self, args) => found(find(self as string, args, false))),
  builtin('rindex', 'sub start? end?', (self, args) => found(find(self as string, args, true))),
  builtin('count', 'sub start? end?', (self, args) => count(self as string, args)),
  builtin('startswith', 'prefix start? end?', (self, args) => affix('startswith', self as string, args)),
  builtin('endswith', 'suffix start? end?', (self, args) => affix('endswith', self as string, args)),
];
