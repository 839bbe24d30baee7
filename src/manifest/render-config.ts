import { collect, error, fail, type Location, ok, type Result, SourceText } from '../base/index.ts';
import {
  type ConfigEntry,
  type ConfigLayer,
  isMapping,
  isSequence,
  type YamlMapping,
  type YamlValue,
} from '../project/index.ts';
import { renderNative, type Value } from '../template/index.ts';
import type { MacroView } from './macro-lookup.ts';
import { Scope } from './scope.ts';
import { toYaml } from './yaml-values.ts';

export interface RenderSettings {
  readonly shared: ReadonlyMap<string, Value>;
  /** The macros that templates in YAML see. */
  readonly yamlMacros: MacroView;
  /** Keys whose value is SQL that is rendered when it runs. */
  readonly renderedLater: ReadonlySet<string>;
  /** As in dbt a constant is text: `{{ none }}` is the word None. */
  readonly textOfConstants?: boolean;
  /** Only templates that are a config's whole value are evaluated, as dbt does with those of tests. */
  readonly wholeOnly?: boolean;
}

/** Evaluates the templates in configs; a value that is one expression keeps its type, as in dbt. */
export function renderLayers(
  layers: readonly ConfigLayer[],
  settings: RenderSettings,
): Result<readonly ConfigLayer[]> {
  if (!layers.some((layer) => layer.some((entry) => hasTemplate(entry, settings)))) return ok(layers);
  return collect(
    layers.map((layer) =>
      layer.some((entry) => hasTemplate(entry, settings))
        ? collect(layer.map((entry) => renderEntry(entry, settings)))
        : ok(layer),
    ),
  );
}

const hasTemplate = ({ key, value }: ConfigEntry, { renderedLater, wholeOnly }: RenderSettings): boolean =>
  !renderedLater.has(key) && (wholeOnly !== true || typeof value === 'string') && holdsTemplate(value);

export function holdsTemplate(value: YamlValue): boolean {
  if (typeof value === 'string') return value.includes('{{') || value.includes('{%');
  if (isSequence(value)) return value.some(holdsTemplate);
  return isMapping(value) && Object.values(value).some(holdsTemplate);
}

function renderEntry(entry: ConfigEntry, settings: RenderSettings): Result<ConfigEntry> {
  if (!hasTemplate(entry, settings)) return ok(entry);
  const value = renderValue(entry.value, settings, () => entry.locate());
  return value.ok ? ok({ ...entry, value: value.value }) : value;
}

/** A YAML value with the templates in it evaluated. Errors point at the value's place in its file. */
export function renderValue(
  value: YamlValue,
  settings: RenderSettings,
  locate: () => Location,
): Result<YamlValue> {
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
  const scope = new Scope(new Map(), settings.shared, settings.yamlMacros);
  const rendered = renderNative(new SourceText(locate().file, String(value)), scope, {
    undefined: 'execute',
    ...(settings.textOfConstants && { textOfConstants: true }),
  });
  if (rendered.ok) return ok(toYaml(rendered.value));
  return fail(
    ...rendered.diagnostics.map(({ code, message, location: _, ...rest }) =>
      error(code, message, { ...rest, location: locate() }),
    ),
  );
}
