import {
  callValue,
  type Kwargs,
  Lazy,
  PyDict,
  type PyObject,
  PyTuple,
  repr,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import { type Arguments, Members } from '../objects/members.ts';
import { expandReplacement, flagBits, toRegExp } from './regex-syntax.ts';

/** What a pattern found. */
class Match implements PyObject {
  readonly typeName = 're.Match';
  readonly found: RegExpExecArray;

  constructor(found: RegExpExecArray) {
    this.found = found;
  }

  group(key: Value): string | null {
    const index = typeof key === 'number' ? key : Number(key);
    if (Number.isInteger(index) && index >= 0 && index < this.found.length) return this.found[index] ?? null;
    const { groups } = this.found;
    if (typeof key === 'string' && groups !== undefined && Object.hasOwn(groups, key))
      return groups[key] ?? null;
    throw new TemplateError('A3006', 'no such group');
  }

  span(key: Value): readonly [number, number] {
    const { indices } = this.found;
    const range = typeof key === 'string' ? indices?.groups?.[key] : indices?.[Number(key)];
    return range ?? [-1, -1];
  }

  getAttr(name: string): Value | undefined {
    return matchMembers.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return this.group(key);
  }

  repr(): string {
    const [from, to] = this.span(0);
    return `<re.Match object; span=(${from}, ${to}), match=${repr(this.found[0])}>`;
  }
}

const matchMembers = new Members<Match>(
  {
    string: ({ found }) => found.input,
    lastindex: ({ found }) => (found.length > 1 ? found.length - 1 : null),
    pos: () => 0,
    endpos: ({ found }) => found.input.length,
  },
  {
    group: [
      '*',
      (self, args) => {
        if (args.length <= 1) return self.group(args[0] ?? 0);
        return new PyTuple(args.map((key) => self.group(key!)));
      },
    ],
    groups: [
      'default?',
      ({ found }, [fallback]) => new PyTuple(found.slice(1).map((group) => group ?? fallback ?? null)),
    ],
    groupdict: [
      'default?',
      ({ found }, [fallback]) =>
        new PyDict(
          Object.entries(found.groups ?? {}).map(
            ([name, group]) => [name, group ?? fallback ?? null] as const,
          ),
        ),
    ],
    start: ['group?', (self, [key]) => self.span(key ?? 0)[0]],
    end: ['group?', (self, [key]) => self.span(key ?? 0)[1]],
    span: ['group?', (self, [key]) => new PyTuple(self.span(key ?? 0))],
    expand: [
      'template',
      (self, [template]) => expandReplacement(toText(template!), (name) => self.group(name) ?? ''),
    ],
  },
);

/** A pattern made ready: what the functions of the module do, it does too. */
class Pattern implements PyObject {
  readonly typeName = 're.Pattern';
  readonly source: string;
  readonly flags: number;
  readonly #expression: RegExp;

  constructor(source: string, flags: number) {
    this.source = source;
    this.flags = flags;
    this.#expression = toRegExp(source, flags);
  }

  *all(text: string): Generator<RegExpExecArray> {
    yield* text.matchAll(this.#expression) as Iterable<RegExpExecArray>;
  }

  search(text: string, accept: (found: RegExpExecArray) => boolean = () => true): Value {
    for (const found of this.all(text)) return accept(found) ? new Match(found) : null;
    return null;
  }

  /** At the text's start, or all of it. */
  anchored(text: string, whole: boolean): Value {
    const { source, flags } = this.#expression;
    const found = new RegExp(`(?:${source})${whole ? '(?![\\s\\S])' : ''}`, flags.replace('g', 'y')).exec(
      text,
    );
    return found === null ? null : new Match(found);
  }

  getAttr(name: string): Value | undefined {
    return patternMembers.get(this, name);
  }

  repr(): string {
    return `re.compile(${repr(this.source)})`;
  }
}

function findAll(pattern: Pattern, text: string): Value[] {
  return [...pattern.all(text)].map((found) => {
    if (found.length === 1) return found[0];
    const groups = found.slice(1).map((group) => group ?? '');
    return groups.length === 1 ? groups[0]! : new PyTuple(groups);
  });
}

function substitute(
  pattern: Pattern,
  replacement: Value,
  text: string,
  limit: number,
): { text: string; count: number } {
  let result = '';
  let last = 0;
  let count = 0;
  for (const found of pattern.all(text)) {
    if (limit > 0 && count === limit) break;
    const match = new Match(found);
    const by =
      typeof replacement === 'string'
        ? expandReplacement(replacement, (name) => match.group(name) ?? '')
        : toText(callValue(replacement, [match], new Map()));
    result += text.slice(last, found.index) + by;
    last = found.index + found[0].length;
    count++;
  }
  return { text: result + text.slice(last), count };
}

function split(pattern: Pattern, text: string, limit: number): Value[] {
  const pieces: Value[] = [];
  let last = 0;
  for (const found of pattern.all(text)) {
    if (limit > 0 && pieces.length >= limit * found.length) break;
    pieces.push(text.slice(last, found.index), ...found.slice(1).map((group) => group ?? null));
    last = found.index + found[0].length;
  }
  return [...pieces, text.slice(last)];
}

type Operation = readonly [parameters: string, run: (pattern: Pattern, args: Arguments) => Value];
const textOf = (value: Value | undefined): string => {
  if (typeof value === 'string') return value;
  throw new TemplateError('A3003', 'expected string or bytes-like object');
};
const whole = (value: Value | undefined): number => (value === undefined ? 0 : Number(value));

const operations: Readonly<Record<string, Operation>> = {
  match: ['string', (pattern, [text]) => pattern.anchored(textOf(text), false)],
  fullmatch: ['string', (pattern, [text]) => pattern.anchored(textOf(text), true)],
  search: ['string', (pattern, [text]) => pattern.search(textOf(text))],
  findall: ['string', (pattern, [text]) => findAll(pattern, textOf(text))],
  finditer: [
    'string',
    (pattern, [text]) =>
      new Lazy([...pattern.all(textOf(text))].map((found): Value => new Match(found)).values()),
  ],
  sub: [
    'repl string count?',
    (pattern, [by, text, count]) => substitute(pattern, by!, textOf(text), whole(count)).text,
  ],
  subn: [
    'repl string count?',
    (pattern, [by, text, count]) => {
      const done = substitute(pattern, by!, textOf(text), whole(count));
      return new PyTuple([done.text, done.count]);
    },
  ],
  split: ['string maxsplit?', (pattern, [text, limit]) => split(pattern, textOf(text), whole(limit))],
};

const patternMembers = new Members<Pattern>(
  { pattern: ({ source }) => source, flags: ({ flags }) => flags },
  operations,
);

function compile(pattern: Value | undefined, flags: Value | undefined): Pattern {
  if (pattern instanceof Pattern) return pattern;
  return new Pattern(textOf(pattern), flags === undefined ? 0 : Number(flags));
}

/** Python's module `re`. */
class RegexModule implements PyObject {
  readonly typeName = 'module';

  getAttr(name: string): Value | undefined {
    return flagBits[name] ?? moduleMembers.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : undefined;
  }
}

const moduleMembers = new Members<RegexModule>(
  {},
  {
    ...Object.fromEntries(
      Object.entries(operations).map(([name, [parameters, run]]) => [
        name,
        [
          `pattern ${parameters} flags?`,
          (_self: RegexModule, [pattern, ...rest]: Arguments, _kwargs: Kwargs) =>
            run(compile(pattern, rest[parameters.split(' ').length]), rest),
        ] as const,
      ]),
    ),
    compile: ['pattern flags?', (_self, [pattern, flags]) => compile(pattern, flags)],
    escape: [
      'pattern',
      (_self, [text]) => textOf(text).replace(/[\\^$.*+?()[\]{}|\-&~#\s]/g, (character) => `\\${character}`),
    ],
    purge: ['', () => null],
  },
);

export const regexModule: PyObject = new RegexModule();
