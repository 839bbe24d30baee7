import { type Diagnostic, error } from '../../base/index.ts';
import { describeValue, isSequence, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { dbtVersion, satisfies, versionCondition } from './version-range.ts';

/** Whether the version of dbt that is followed satisfies `require-dbt-version`. */
export function checkVersion(
  file: YamlFile,
  required: YamlValue | undefined,
  project: string,
  check: boolean,
): Diagnostic[] {
  if (required === undefined || required === null) return [];
  const location = () => file.locate(['require-dbt-version']);
  const written = isSequence(required) ? required : typeof required === 'string' ? required.split(',') : [];
  const texts = written.filter((item) => typeof item === 'string');
  if (texts.length !== written.length || (written.length === 0 && !isSequence(required)))
    return [
      error(
        'A1011',
        `'require-dbt-version' must be a text or a list of texts, not ${describeValue(required)}`,
        {
          location: location(),
          hint: 'put it in quotes, such as ">=1.10.0"',
        },
      ),
    ];
  const conditions = texts.map((text) => (text === text.trim() ? versionCondition(text) : undefined));
  const wrong = conditions.indexOf(undefined);
  if (wrong !== -1)
    return [
      error('A1011', `'${texts[wrong]!}' is not a version`, {
        location: location(),
        hint: 'write three numbers after the sign, and no spaces: >=1.10.0,<2.0.0',
      }),
    ];
  if (!check) return [];
  const installed = versionCondition(dbtVersion)!.version;
  if (conditions.every((condition) => satisfies(installed, condition!))) return [];
  return [
    error('A1055', `'${project}' needs another version of dbt than ${dbtVersion}`, {
      location: location(),
      detail: [`it requires ${texts.map((text) => text.trim()).join(', ')}`],
      hint: 'take a version of it for this dbt, or try it with --no-version-check',
    }),
  ];
}
