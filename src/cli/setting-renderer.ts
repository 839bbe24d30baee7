import { ok, SourceText } from '../base/index.ts';
import { MacroLookup, Scope, settingsGlobals, toYaml } from '../manifest/index.ts';
import type { RenderValue } from '../project/index.ts';
import { renderNative } from '../template/index.ts';
import type { Terminal } from './terminal.ts';

/** Evaluates a template in a project's settings, which see the environment and whatever else is said. */
export const settingRenderer =
  ({ env }: Pick<Terminal, 'env'>): RenderValue =>
  (text, location, scope = { secrets: true }) => {
    const value = renderNative(
      new SourceText(location.file, text),
      new Scope(new Map(), settingsGlobals(env, scope), MacroLookup.none.seenFrom('')),
      { undefined: 'strict' },
    );
    return value.ok
      ? ok(toYaml(value.value))
      : { ok: false, diagnostics: value.diagnostics.map((diagnostic) => ({ ...diagnostic, location })) };
  };
