import { collect, error, fail, type Location, ok, type Result, SourceText } from '../base/index.ts';
import {
  type ConfigEntry,
  type ConfigLayer,
  isMapping,
  isSequence,
  type YamlMapping,
  type YamlValue,
} from '../project/index.ts';
import { renderNative } from '../template/index.ts';
import type { CaptureSettings } from './capture.ts';
import { Scope } from './scope.ts';
import { toYaml } from './yaml-values.ts';

type Settings = Pick<CaptureSettings, 'shared' | 'macros' | 'package'>;

/** Keys whose value is SQL that is rendered when it runs. */
const later = new Set(['pre-hook', 'post-hook', 'where']);

/** Evaluates the templates in configs; a value that is one expression keeps its type, as in dbt. */
export function renderLayers(layers: readonly ConfigLayer[], settings: Settings): Result<ConfigLayer[]> {
  return collect(
    layers.map((layer) =>
      layer.some(hasTemplate) ? collect(layer.map((entry) => renderEntry(entry, settings))) : ok(layer),
    ),
  );
}

/**
 * What `unrenderedConfig` of a node gives.
 *
 * @param project the layers of project.yml as they are written
 * @param rendered all the layers, those of project.yml first
 */
export const givenConfig =
  (project: readonly ConfigLayer[], rendered: readonly ConfigLayer[]) => (): YamlMapping => {
    const entries = [...project, ...rendered.slice(project.length)].flat();
    return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  };

const hasTemplate = (entry: ConfigEntry): boolean => !later.has(entry.key) && holdsTemplate(entry.value);

export function holdsTemplate(value: YamlValue): boolean {
  if (typeof value === 'string') return value.includes('{{') || value.includes('{%');
  if (isSequence(value)) return value.some(holdsTemplate);
  return isMapping(value) && Object.values(value).some(holdsTemplate);
}

function renderEntry(entry: ConfigEntry, settings: Settings): Result<ConfigEntry> {
  if (!hasTemplate(entry)) return ok(entry);
  const value = renderValue(entry.value, settings, () => entry.locate());
  return value.ok ? ok({ ...entry, value: value.value }) : value;
}

/** A YAML value with the templates in it evaluated. Errors point at the value's place in its file. */
export function renderValue(value: YamlValue, settings: Settings, locate: () => Location): Result<YamlValue> {
  if (!holdsTemplate(value)) return ok(value);
  if (isSequence(value)) return collect(value.map((item) => renderValue(item, settings, locate)));
  if (isMapping(value)) {
    const items = collect(
      Object.entries(value).map(([key, item]): Result<[string, YamlValue]> => {
        const rendered = renderValue(item, settings, locate);
        return rendered.ok ? ok([key, rendered.value]) : rendered;
      }),
    );
    return items.ok ? ok(Object.fromEntries(items.value) as YamlMapping) : items;
  }
  const scope = new Scope(new Map(), settings.shared, settings.macros.seenFrom(settings.package));
  const rendered = renderNative(new SourceText(locate().file, String(value)), scope, {
    undefined: 'execute',
  });
  if (rendered.ok) return ok(toYaml(rendered.value));
  return fail(
    ...rendered.diagnostics.map(({ code, message, location: _, ...rest }) =>
      error(code, message, { ...rest, location: locate() }),
    ),
  );
}
