import { type Diagnostic, didYouMean, error } from '../../base/index.ts';
import { checkShape } from '../schema/check-shape.ts';
import { configShapes } from '../schema/node-config.ts';
import type { ConfigEntry, ConfigLayer, NativeConfigKind } from './config-entry.ts';

const nouns: Readonly<Record<NativeConfigKind, string>> = {
  models: 'a model',
  seeds: 'a seed',
  sources: 'a source',
  tests: 'a test',
};

/** What is wrong with the keys by themselves: unknown ones, values of the wrong type. */
export function checkEntries(
  kind: NativeConfigKind,
  layer: ConfigLayer,
  options: { readonly templates: boolean },
): Diagnostic[] {
  const shapes: Readonly<Record<string, Parameters<typeof checkShape>[0]>> = configShapes[kind];
  return layer.flatMap((entry) => {
    const shape = Object.hasOwn(shapes, entry.key) ? shapes[entry.key] : undefined;
    if (shape === undefined) return [unknownConfig(kind, entry)];
    if (entry.value === null) return [];
    return checkShape(shape, {
      value: entry.value,
      name: `'${entry.key}'`,
      templates: options.templates,
      locate: (path) => entry.locate(path),
    });
  });
}

export function unknownConfig(kind: NativeConfigKind, entry: ConfigEntry): Diagnostic {
  const known = Object.keys(configShapes[kind]);
  const elsewhere = (Object.keys(configShapes) as NativeConfigKind[]).find((other) =>
    Object.hasOwn(configShapes[other], entry.key),
  );
  const hint =
    elsewhere === undefined
      ? (didYouMean(entry.key, known) ?? 'values of your own belong under meta')
      : `it is a config of ${elsewhere}`;
  return error('A1010', `${nouns[kind]} has no config '${entry.key}'`, { location: entry.locate(), hint });
}
