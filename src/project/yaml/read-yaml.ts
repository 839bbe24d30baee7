import { YAMLException } from 'js-yaml';
import { fail, type Location, ok, type Result, type SourceText } from '../../base/index.ts';
import { ComposeError, composePlaces, composeValue, type Place } from './compose.ts';
import { composeDiagnostic, syntaxDiagnostic } from './syntax-error.ts';
import type { YamlPath, YamlValue } from './value.ts';
import type { YamlFile } from './yaml-file.ts';

/** Reads a YAML text of one document; an empty one has the value null. */
export function readYaml(source: SourceText): Result<YamlFile> {
  try {
    return ok(new ReadYaml(source, composeValue(source.text)));
  } catch (thrown) {
    if (thrown instanceof ComposeError) return fail(composeDiagnostic(source, thrown));
    if (thrown instanceof YAMLException) return fail(syntaxDiagnostic(source, thrown));
    throw thrown;
  }
}

class ReadYaml implements YamlFile {
  readonly source: SourceText;
  readonly value: YamlValue;
  #root: Place | undefined;

  constructor(source: SourceText, value: YamlValue) {
    this.source = source;
    this.value = value;
  }

  locate(path: YamlPath, what: 'key' | 'value' = 'value'): Location {
    // Keeping the places of every file would cost more than finding them again for the few that are asked.
    this.#root ??= composePlaces(this.source.text);
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
