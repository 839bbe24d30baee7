import { didYouMean, error, fail, type Location, ok, type Result } from '../base/index.ts';
import { isMapping, type YamlMapping, type YamlValue } from './yaml/value.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** The name of the target to use: the one asked for, else `target:`, else dev, else the only one. */
export function chooseTarget(
  file: YamlFile,
  settings: YamlMapping,
  targets: YamlMapping,
  asked: string | undefined,
): Result<string> {
  const names = Object.keys(targets);
  const declared = settings.target;
  const wanted = asked ?? (typeof declared === 'string' ? declared : undefined);
  if (wanted !== undefined) {
    if (Object.hasOwn(targets, wanted)) return ok(wanted);
    return unknown(wanted, names, asked === undefined ? file.locate(['target']) : undefined);
  }
  if (names.includes('dev')) return ok('dev');
  if (names.length === 1) return ok(names[0]!);
  return fail(
    error('A1020', `there are several targets and none of them is used by default: ${names.join(', ')}`, {
      location: file.locate(['targets'], 'key'),
      hint: `name one with --target, or add target: ${names[0] ?? 'dev'}`,
    }),
  );
}

function unknown(wanted: string, names: readonly string[], location: Location | undefined) {
  return fail(
    error('A1020', `there is no target '${wanted}'`, {
      ...(location === undefined ? {} : { location }),
      detail: [`there are: ${names.join(', ')}`],
      hint: didYouMean(wanted, names) ?? 'add it below targets: in project.yml',
    }),
  );
}

/** `targets:`, or where there is none a target dev with the project's own database. */
export function declaredTargets(value: YamlValue | undefined): YamlMapping {
  return isMapping(value) && Object.keys(value).length > 0 ? value : { dev: {} };
}
