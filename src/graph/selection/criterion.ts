import { type Diagnostic, error, fail, type Location, ok, type Result } from '../../base/index.ts';

/** Which tests come along with the nodes that they read. */
export type IndirectSelection = 'eager' | 'cautious' | 'buildable' | 'empty';
export const indirectSelections: readonly IndirectSelection[] = ['eager', 'cautious', 'buildable', 'empty'];

/** How many steps of relatives come along; infinity for all of them. */
export type Depth = number;

/** One criterion: a method's matches, with as many of their relatives as the operators around it ask for. */
export interface Criterion {
  readonly kind: 'criterion';
  /** As it was written. */
  readonly raw: string;
  readonly method: string;
  /** `config.meta.owner` has `meta` and `owner`. */
  readonly methodArguments: readonly string[];
  /** Text on the command line; YAML also gives numbers and booleans. */
  readonly value: string | number | boolean;
  /** `@`: with everything below, and everything above that. */
  readonly childrensParents: boolean;
  readonly parents?: Depth;
  readonly children?: Depth;
  readonly indirect: IndirectSelection;
  /** Of its parts, as far as they are known. */
  readonly places: Places;
}

export interface Places {
  readonly whole?: Location;
  readonly method?: Location;
  readonly value?: Location;
}

/** Gives the location of a part of the criterion's text. */
export type LocatePart = (start: number, end: number) => Location | undefined;

/** A criterion from a method as it is written (`config.meta.owner`), a value and what else is known. */
export function criterionOf(
  method: string,
  value: string | number | boolean,
  rest: Partial<Omit<Criterion, 'kind' | 'method' | 'methodArguments' | 'value'>> & {
    readonly indirect: IndirectSelection;
  },
): Criterion {
  const [name, ...methodArguments] = method.split('.');
  return {
    kind: 'criterion',
    raw: `${method}:${value}`,
    method: name!,
    methodArguments,
    value,
    childrensParents: false,
    places: {},
    ...rest,
  };
}

const grammar =
  /^(?<at>@?)(?<parents>(?<up>\d*)\+)?(?:(?<method>[\p{L}\p{N}_.]+):)?(?<value>.*?)(?<children>\+(?<down>\d*))?$/su;

/** Takes one criterion (no space, no comma) and gives its parts; `@x+` is the only text that has none. */
export function parseCriterion(
  raw: string,
  indirect: IndirectSelection,
  locate: LocatePart,
): Result<Criterion> {
  const groups = grammar.exec(raw)!.groups!;
  const { at = '', parents, up, method, value = '', children, down } = groups;
  if (at !== '' && children !== undefined) return fail(atWithChildren(raw, locate));
  const methodStart = at.length + (parents?.length ?? 0);
  const valueStart = methodStart + (method === undefined ? 0 : method.length + 1);
  const whole = locate(0, raw.length);
  const methodPlace = locate(methodStart, methodStart + (method?.length ?? 0));
  const valuePlace = locate(valueStart, valueStart + value.length);
  return ok(
    criterionOf(method ?? defaultMethod(value), value, {
      raw,
      childrensParents: at !== '',
      ...(parents === undefined ? {} : { parents: depthOf(up) }),
      ...(children === undefined ? {} : { children: depthOf(down) }),
      indirect,
      places: {
        ...(whole === undefined ? {} : { whole }),
        ...(methodPlace === undefined ? {} : { method: methodPlace }),
        ...(valuePlace === undefined ? {} : { value: valuePlace }),
      },
    }),
  );
}

/** The method of a value that stands alone. */
export function defaultMethod(value: string): 'path' | 'file' | 'fqn' {
  if (/[/\\]/.test(value)) return 'path';
  return /\.(?:sql|py|csv)$/i.test(value) ? 'file' : 'fqn';
}

const depthOf = (digits: string | undefined): Depth =>
  digits === undefined || digits === '' ? Number.POSITIVE_INFINITY : Number(digits);

function atWithChildren(raw: string, locate: LocatePart): Diagnostic {
  const plus = raw.lastIndexOf('+');
  const location = locate(plus, raw.length);
  return error('A2112', `'${raw}' has both @ in front and + behind`, {
    ...(location === undefined ? {} : { location }),
    hint: `@ includes all children already: write '${raw.slice(0, plus)}'`,
  });
}
