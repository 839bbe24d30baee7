import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { type Resolve, resolveAsPython, resolvePlain } from './scalar.ts';
import { isMapping, isSequence, setOwn, type YamlValue } from './value.ts';

/** Where a value stands, and what is in it. Offsets into the text. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly items?: ReadonlyMap<string | number, { readonly key?: Span; readonly place: Place }>;
}
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Thrown and caught within this folder only. */
export class ComposeError extends Error {
  readonly kind: 'duplicate' | 'alias' | 'expansion' | 'key' | 'tag' | 'documents' | 'merge';
  readonly at: Span;
  readonly other: Span | undefined;

  constructor(kind: ComposeError['kind'], message: string, at: Span, other?: Span) {
    super(message);
    this.kind = kind;
    this.at = at;
    this.other = other;
  }
}

interface Composed {
  readonly value: YamlValue;
  readonly place: Place;
}
interface Anchored extends Composed {
  readonly size: number;
}

/** How many values aliases may add to a document: far more than people write, far less than hurts. */
const expansionLimit = 100_000;

/**
 * The value of a text of at most one document; null for an empty one.
 *
 * @param repeated takes the keys that are there twice, the last of which counts; without it they are errors
 */
export function composeValue(
  text: string,
  repeated?: Repeated[],
  resolve: Resolve = repeated === undefined ? resolvePlain : resolveAsPython,
): YamlValue {
  try {
    return new Composer(text, parseEvents(text, { maxDepth: 200 }), false, repeated, resolve).document()
      .value;
  } catch (thrown) {
    // With the places, the error says where the other one is.
    if (thrown instanceof ComposeError) composePlaces(text, repeated === undefined ? undefined : []);
    throw thrown;
  }
}

/** Where everything stands in a text. */
export function composePlaces(text: string, repeated?: Repeated[]): Place {
  return new Composer(text, parseEvents(text, { maxDepth: 200 }), true, repeated).document().place;
}

/** A key that its mapping had before. */
export interface Repeated {
  readonly key: string;
  readonly at: Span;
}

type Items = Map<string | number, { readonly key?: Span; readonly place: Place }>;
const none: Items = new Map();
const nowhere: Place = { start: 0, end: 0 };

class Composer {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, Anchored>();
  #next = 0;
  #size = 0;
  #expanded = 0;
  /** The end of what was read last. */
  #end = 0;

  /** Keeping places costs half as much again as the values alone. */
  readonly #keepsPlaces: boolean;
  readonly #repeated: Repeated[] | undefined;
  readonly #resolve: Resolve;

  constructor(
    text: string,
    events: readonly Event[],
    keepsPlaces: boolean,
    repeated: Repeated[] | undefined,
    resolve: Resolve = resolvePlain,
  ) {
    this.#resolve = resolve;
    this.#keepsPlaces = keepsPlaces;
    this.#repeated = repeated;
    this.#text = text;
    this.#events = events;
  }

  document(): Composed {
    if (this.#events.length === 0) return { value: null, place: { start: 0, end: 0 } };
    this.#next = 1;
    const composed = this.#value();
    this.#next++;
    if (this.#next < this.#events.length) {
      const start = this.#text.indexOf('---', this.#end);
      const at = start === -1 ? this.#end : start;
      throw new ComposeError('documents', 'the file holds more than one document', {
        start: at,
        end: at + 3,
      });
    }
    return composed;
  }

  #value(): Composed {
    const event = this.#events[this.#next++]!;
    this.#size++;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#remember(event, this.#size - 1, this.#scalar(event));
      case EVENT_ID.SEQUENCE:
        return this.#remember(event, this.#size - 1, this.#sequence(event.start));
      case EVENT_ID.MAPPING:
        return this.#remember(event, this.#size - 1, this.#mapping(event.start));
      case EVENT_ID.ALIAS:
        return this.#alias({ start: event.anchorStart - 1, end: event.anchorEnd });
      default:
        throw new Error(`unexpected YAML event ${event.type}`);
    }
  }

  #remember(event: { anchorStart: number; anchorEnd: number }, before: number, composed: Composed): Composed {
    if (event.anchorStart !== -1) {
      const name = this.#text.slice(event.anchorStart, event.anchorEnd);
      this.#anchors.set(name, { ...composed, size: this.#size - before });
    }
    return composed;
  }

  #alias(at: Span): Composed {
    this.#end = at.end;
    const name = this.#text.slice(at.start + 1, at.end);
    const anchored = this.#anchors.get(name);
    if (anchored === undefined)
      throw new ComposeError('alias', `the alias *${name} has no anchor &${name} before it`, at);
    this.#size += anchored.size;
    this.#expanded += anchored.size;
    if (this.#expanded > expansionLimit)
      throw new ComposeError('expansion', 'the aliases of this file expand to too many values', at);
    const { items } = anchored.place;
    return { value: anchored.value, place: items === undefined ? at : { ...at, items } };
  }

  #scalar(event: ScalarEvent): Composed {
    if (event.valueStart === -1) {
      const at = Math.max(this.#end, event.tagEnd, event.anchorEnd);
      this.#end = at;
      return { value: this.#tagged(event, ''), place: { start: at, end: at } };
    }
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const place = { start: event.valueStart - (quoted ? 1 : 0), end: event.valueEnd + (quoted ? 1 : 0) };
    this.#end = place.end;
    return { value: this.#tagged(event, this.#textOf(event)), place };
  }

  /** A block that ends with the text, and the text without a line break, has none either: PyYAML adds none. */
  #textOf(event: ScalarEvent): string {
    const value = getScalarValue(this.#text, event);
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const isCut = isBlock && event.valueEnd === this.#text.length && !/[\r\n]$/.test(this.#text);
    return isCut ? value.replace(/\n$/, '') : value;
  }

  #tagged(event: ScalarEvent, text: string): YamlValue {
    if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN ? this.#resolve(text) : text;
    const tag = this.#text.slice(event.tagStart, event.tagEnd);
    if (tag === '!!str' || tag === '!') return text;
    if (tag === '!!int' || tag === '!!float' || tag === '!!bool' || tag === '!!null')
      return resolvePlain(text);
    throw new ComposeError('tag', `the tag ${tag} is not supported`, {
      start: event.tagStart,
      end: event.tagEnd,
    });
  }

  #sequence(start: number): Composed {
    const values: YamlValue[] = [];
    const items = this.#keepsPlaces ? new Map<string | number, { place: Place }>() : none;
    this.#end = start + 1;
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      const { value, place } = this.#value();
      if (this.#keepsPlaces) items.set(values.length, { place });
      values.push(value);
    }
    this.#next++;
    return { value: values, place: this.#keepsPlaces ? { start, end: this.#end, items } : nowhere };
  }

  #mapping(start: number): Composed {
    const mapping: Record<string, YamlValue> = {};
    const items: Items = this.#keepsPlaces ? new Map() : none;
    const merges: { composed: Composed; key: Span }[] = [];
    this.#end = Math.max(this.#end, start);
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      const { key, span, merge } = this.#key();
      const composed = this.#value();
      if (merge) {
        merges.push({ composed, key: span });
        continue;
      }
      if (Object.hasOwn(mapping, key)) {
        if (this.#repeated === undefined) throw new ComposeError('duplicate', key, span, items.get(key)?.key);
        this.#repeated.push({ key, at: span });
      }
      setOwn(mapping, key, composed.value);
      if (this.#keepsPlaces) items.set(key, { key: span, place: composed.place });
    }
    this.#next++;
    for (const merge of merges) this.#merge(mapping, items, merge.composed, merge.key);
    return { value: mapping, place: this.#keepsPlaces ? { start, end: this.#end, items } : nowhere };
  }

  #key(): { key: string; span: Span; merge: boolean } {
    const event = this.#events[this.#next]!;
    if (event.type !== EVENT_ID.SCALAR) {
      const start = 'start' in event ? event.start : this.#end;
      throw new ComposeError('key', 'a key must be a plain text', { start, end: start + 1 });
    }
    this.#next++;
    const { place } = this.#scalar(event);
    const key = event.valueStart === -1 ? '' : getScalarValue(this.#text, event);
    return { key, span: place, merge: key === '<<' && event.style === SCALAR_STYLE.PLAIN };
  }

  #merge(mapping: Record<string, YamlValue>, items: Items, { value, place }: Composed, at: Span): void {
    if (isSequence(value)) {
      value.forEach((item, index) => {
        const itemPlace = place.items?.get(index)?.place ?? place;
        this.#merge(mapping, items, { value: item, place: itemPlace }, at);
      });
      return;
    }
    if (!isMapping(value)) throw new ComposeError('merge', '<< takes a mapping or a list of mappings', at);
    for (const [key, item] of Object.entries(value)) {
      if (Object.hasOwn(mapping, key)) continue;
      setOwn(mapping, key, item);
      if (!this.#keepsPlaces) continue;
      const found = place.items?.get(key);
      items.set(key, { key: found?.key ?? at, place: found?.place ?? place });
    }
  }
}
