import { YAMLException } from 'js-yaml';
import {
  type Diagnostic,
  fail,
  type Location,
  ok,
  type Result,
  type SourceText,
  warning,
} from '../../base/index.ts';
import { ComposeError, composePlaces, composeValue, type Place, type Repeated } from './compose.ts';
import { plainValue } from './plain-yaml.ts';
import { resolveAsPython, resolvePlain, resolveWithTimes } from './scalar.ts';
import { composeDiagnostic, syntaxDiagnostic } from './syntax-error.ts';
import type { YamlPath, YamlValue } from './value.ts';
import type { YamlFile } from './yaml-file.ts';

export interface YamlReading {
  /** What a key that is there twice is: an error, or the last one counts, as in the files of dbt. */
  readonly repeatedKeys?: 'error' | 'last';
  /** Whether unquoted dates and times are values of their own, and not the texts that were written. */
  readonly times?: boolean;
}

/** Reads a YAML text of one document; an empty one has the value null. */
export function readYaml(
  source: SourceText,
  { repeatedKeys = 'error', times = false }: YamlReading = {},
): Result<YamlFile> {
  const repeated: Repeated[] | undefined = repeatedKeys === 'last' ? [] : undefined;
  try {
    const resolve = times ? resolveWithTimes : repeated === undefined ? resolvePlain : resolveAsPython;
    const value = plainValue(source.text, resolve) ?? composeValue(source.text, repeated, resolve);
    return ok(new ReadYaml(source, value, repeated));
  } catch (thrown) {
    if (thrown instanceof ComposeError) return fail(composeDiagnostic(source, thrown));
    if (thrown instanceof YAMLException) return fail(syntaxDiagnostic(source, thrown));
    throw thrown;
  }
}

class ReadYaml implements YamlFile {
  readonly source: SourceText;
  readonly value: YamlValue;
  readonly #repeated: readonly Repeated[] | undefined;
  #root: Place | undefined;

  constructor(source: SourceText, value: YamlValue, repeated: readonly Repeated[] | undefined) {
    this.source = source;
    this.value = value;
    this.#repeated = repeated;
  }

  get warnings(): readonly Diagnostic[] {
    return (this.#repeated ?? []).map(({ key, at }) =>
      warning('A1003', `the key '${key}' is there twice, and the last one counts`, {
        location: this.source.location(at.start, at.end),
        hint: 'keep one of them, or merge what is below them',
      }),
    );
  }

  locate(path: YamlPath, what: 'key' | 'value' = 'value'): Location {
    // Keeping the places of every file would cost more than finding them again for the few that are asked.
    this.#root ??= composePlaces(this.source.text, this.#repeated === undefined ? undefined : []);
    let place = this.#root;
    let key: { start: number; end: number } | undefined;
    let depth = 0;
    for (; depth < path.length; depth++) {
      const item = place.items?.get(path[depth]!);
      if (item === undefined) break;
      key = item.key;
      place = item.place;
    }
    const found = depth === path.length;
    const span = key !== undefined && (!found || what === 'key') ? key : place;
    return this.source.location(span.start, firstLineEnd(this.source.text, span.start, span.end));
  }
}

/** A range over several lines is of no use to a reader: the rest of its first line. */
function firstLineEnd(text: string, start: number, end: number): number {
  const newline = text.indexOf('\n', start);
  if (newline === -1 || newline >= end) return end;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}
