import { error, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import { notLiteral, parseTemplate } from '../../template/index.ts';
import { type Captured, capture } from '../capture.ts';
import type { CaptureSettings } from '../captured.ts';

/** What a text such as `ref('orders')` or `metric('revenue')` names. */
export interface References extends Pick<Captured, 'refs' | 'sources'> {
  readonly metrics: readonly (readonly string[])[];
}

/** The references that `model:` makes; one at least. */
export function referencesIn(
  written: string,
  settings: CaptureSettings,
  locate: () => Location,
): Result<References> {
  const found = referencesWithin(written, settings, locate);
  return found.ok && namesNothing(found.value)
    ? fail(error('A2303', ...nothingNamed(written, locate())))
    : found;
}

export const namesNothing = ({ refs, sources, metrics }: References): boolean =>
  refs.length + sources.length + metrics.length === 0;

/** What is said of a text that names nothing. */
export const nothingNamed = (written: string, location: Location) =>
  [
    `'${written}' names nothing`,
    { location, hint: "it is ref('…'), source('…', '…') or metric('…')" },
  ] as const;

/** The references that one line of `depends_on:` makes. */
export function referencesWithin(
  written: string,
  settings: CaptureSettings,
  locate: () => Location,
): Result<References> {
  const template = parseTemplate(new SourceText('', `{{ ${written} }}`));
  const captured = template.ok ? capture(template.value, settings) : template;
  if (!template.ok || !captured.ok) {
    const diagnostics = captured.ok ? [] : captured.diagnostics;
    return fail(...diagnostics.map((each) => ({ ...each, location: locate() })));
  }
  const { calls } = template.value;
  const metrics = calls
    .filter(({ name }) => name === 'metric')
    .map(({ args }) => args.filter((arg) => arg !== notLiteral).map(String));
  const { sources } = captured.value;
  const refs = captured.value.refs.map((ref, index) => {
    const written = calls.filter(({ name }) => name === 'ref')[index];
    const version = written?.kwargs.v ?? written?.kwargs.version;
    return typeof version === 'string' || typeof version === 'number' ? { ...ref, version } : ref;
  });
  return ok({
    refs: refs.map((call) => ({ ...call, locate })),
    sources: sources.map((call) => ({ ...call, locate })),
    metrics,
  });
}
