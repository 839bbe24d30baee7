import { fail, ok, type Result } from '../../base/index.ts';
import type { RenderScope, RenderValue } from '../project.ts';
import { renderValues } from '../render-values.ts';
import {
  isMapping,
  isSequence,
  setOwn,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

export interface Rendering {
  readonly render: RenderValue | undefined;
  readonly scope: RenderScope;
}

/** Evaluates the templates of one value, with what is known at that time. */
export const renderNow = (
  file: YamlFile,
  path: YamlPath,
  value: YamlValue,
  { render, scope }: Rendering,
): Result<YamlValue> =>
  renderValues(file, path, value, render && ((text, location) => render(text, location, scope)));

const hooks = new Set(['pre-hook', 'post-hook', 'pre_hook', 'post_hook']);
const withHooks = new Set(['models', 'seeds', 'snapshots', 'tests', 'data_tests']);
const neverRendered = new Set(['on-run-start', 'on-run-end', 'query-comment', 'vars']);

/** dbt_project.yml with its templates evaluated, apart from what is evaluated when it is used: hooks, vars. */
export function renderSettings(
  file: YamlFile,
  settings: YamlMapping,
  rendering: Rendering,
): Result<YamlMapping> {
  const rendered: Record<string, YamlValue> = {};
  const wrong = [];
  for (const [key, value] of Object.entries(settings)) {
    const result = neverRendered.has(key)
      ? ok(value)
      : withHooks.has(key)
        ? renderConfigs(file, [key], value, rendering)
        : renderNow(file, [key], value, rendering);
    if (result.ok) setOwn(rendered, key, result.value);
    else wrong.push(...result.diagnostics);
  }
  return wrong.length > 0 ? fail(...wrong) : ok(rendered);
}

/** Everything below a hook stays as it is. */
function renderConfigs(
  file: YamlFile,
  path: YamlPath,
  value: YamlValue,
  rendering: Rendering,
): Result<YamlValue> {
  if (!isMapping(value) || isSequence(value)) return renderNow(file, path, value, rendering);
  const rendered: Record<string, YamlValue> = {};
  const wrong = [];
  for (const [key, item] of Object.entries(value)) {
    const isHook = hooks.has(key.replace(/^[+ ]+/, ''));
    const result = isHook ? ok(item) : renderConfigs(file, [...path, key], item, rendering);
    if (result.ok) setOwn(rendered, key, result.value);
    else wrong.push(...result.diagnostics);
  }
  return wrong.length > 0 ? fail(...wrong) : ok(rendered);
}
