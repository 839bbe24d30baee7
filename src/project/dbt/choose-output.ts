import { didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import { describeValue, isMapping, type YamlMapping, type YamlPath, type YamlValue } from '../yaml/value.ts';
import type { MappingFile } from './read-settings.ts';
import { type Rendering, renderNow } from './render-settings.ts';

/** One output of a profile, its templates evaluated. */
export interface ChosenOutput {
  readonly profile: string;
  readonly name: string;
  /** The names of all outputs. */
  readonly names: readonly string[];
  readonly value: YamlMapping;
  readonly path: YamlPath;
}

/** The output that a profile builds in: the one asked for, else its `target:`, else `default`. */
export function chooseOutput(
  { file, value: profiles }: MappingFile,
  profile: string,
  asked: string | undefined,
  rendering: Rendering,
): Result<ChosenOutput> {
  const found = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  if (found === undefined) return unknownProfile(profile, profiles, file.source.file);
  if (!isMapping(found) || Object.keys(found).length === 0) {
    const isEmpty = found === null || isMapping(found);
    return fail(
      error(
        'A1051',
        `the profile '${profile}' ${isEmpty ? 'is empty' : `must be a mapping, not ${describeValue(found)}`}`,
        {
          location: file.locate([profile], 'key'),
          hint: 'it needs outputs:, and below it a target',
        },
      ),
    );
  }
  const { outputs } = found;
  if (!isMapping(outputs))
    return fail(
      error('A1051', `the profile '${profile}' has no outputs`, {
        location: file.locate([profile], 'key'),
        hint: 'add outputs:, and below it a target with type: duckdb',
      }),
    );
  const name = targetName(found, asked, profile, { file, rendering });
  if (!name.ok) return name;
  const names = Object.keys(outputs);
  if (!Object.hasOwn(outputs, name.value))
    return fail(
      error('A1020', `the profile '${profile}' has no target '${name.value}'`, {
        location:
          'target' in found && asked === undefined
            ? file.locate([profile, 'target'])
            : file.locate([profile, 'outputs'], 'key'),
        detail: [`there are: ${names.join(', ')}`],
        hint:
          didYouMean(name.value, names) ??
          (asked === undefined && !('target' in found)
            ? `say which is used with target: ${names[0] ?? 'dev'}`
            : `name one of them with --target`),
      }),
    );
  const path = [profile, 'outputs', name.value];
  const output = outputs[name.value];
  if (!isMapping(output))
    return fail(
      error('A1051', `the target '${name.value}' must be a mapping, not ${describeValue(output)}`, {
        location: file.locate(path),
      }),
    );
  const value = renderNow(file, path, output, rendering);
  if (!value.ok) return value;
  return ok({ profile, name: name.value, names, value: value.value as YamlMapping, path });
}

function targetName(
  profile: YamlMapping,
  asked: string | undefined,
  name: string,
  { file, rendering }: { file: MappingFile['file']; rendering: Rendering },
): Result<string> {
  if (asked !== undefined) return ok(asked);
  if (!('target' in profile)) return ok('default');
  const rendered = renderNow(file, [name, 'target'], profile.target as YamlValue, rendering);
  return rendered.ok ? ok(String(rendered.value)) : rendered;
}

function unknownProfile(profile: string, profiles: YamlMapping, path: string) {
  const names = Object.keys(profiles).filter((name) => name !== 'config');
  return fail(
    error('A1050', `there is no profile '${profile}' in ${path}`, {
      detail: [`there are: ${names.join(', ')}`],
      hint: didYouMean(profile, names) ?? 'check profile: in dbt_project.yml, or name one with --profile',
    }),
  );
}
