import { md5 } from '../../base/index.ts';
import { isMapping, isSequence, type TestProperties, type YamlValue } from '../../project/index.ts';
import { repr, toText } from '../../template/index.ts';
import { fromYaml } from '../yaml-values.ts';
import type { DeclaredTest } from './declared-test.ts';

type Subject = Pick<DeclaredTest, 'on' | 'version'>;

/** To dbt a version of 0 or '' is none. */
const counts = (version: DeclaredTest['version']): boolean =>
  version !== undefined && version !== 0 && version !== '';

/** The template that gives the relation that a test is on. */
export function modelTemplate({ on, version }: Subject): string {
  if (on.resource === 'source') return `{{ get_where_subquery(source('${on.sourceName}', '${on.name}')) }}`;
  const pinned = counts(version) ? `, version='${version}'` : '';
  return `{{ get_where_subquery(ref('${on.name}'${pinned})) }}`;
}

/**
 * The names that dbt gives a generic test: the test, what it is on and the arguments in the order of their keys,
 * and a short form with a hash where that is 64 characters or longer.
 */
export function testName(
  { test, namespace }: Pick<TestProperties, 'test' | 'namespace'>,
  { on, version }: Subject,
  args: Readonly<Record<string, YamlValue>>,
): { full: string; short: string } {
  const keys = Object.keys(args);
  if (keys.length > 1) keys.sort();
  const parts = keys
    .flatMap((key) => (key === 'model' ? [] : partsOf(args[key]!)))
    .map((part) =>
      (typeof part === 'string' ? part : toText(fromYaml(part))).replace(/[^0-9a-zA-Z_]+/g, '_'),
    );
  const named =
    on.resource === 'source'
      ? `source_${test}_${on.sourceName}_${on.name}`
      : `${test}_${on.name}${counts(version) ? `_v${version}` : ''}`;
  const identifier = namespace === undefined ? named : `${namespace}_${named}`;
  const full = `${identifier}_${parts.join('__')}`;
  return { full, short: full.length >= 64 ? `${identifier.slice(0, 30)}_${md5(full)}` : full };
}

/** What tells generic tests of one name apart, in their ids: dbt's hash of the test and its arguments, not of its config. */
export function testHash(
  name: string,
  { test, namespace }: Pick<TestProperties, 'test' | 'namespace'>,
  subject: Subject,
  args: Readonly<Record<string, YamlValue>>,
): string {
  const kwargs = pythonText({ model: modelTemplate(subject), ...args });
  const metadata = `{'kwargs': ${kwargs}, 'name': ${repr(test)}, 'namespace': ${pythonText(namespace ?? null)}}`;
  return md5(`${name}${metadata}`).slice(-10);
}

/** As Python prints it with its keys sorted and every value as text. */
function pythonText(value: YamlValue): string {
  if (typeof value === 'string') return repr(value);
  if (isSequence(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (!isMapping(value)) return repr(toText(fromYaml(value)));
  const keys = Object.keys(value);
  if (keys.length > 1) keys.sort();
  let text = '';
  for (const key of keys) text += `${text === '' ? '' : ', '}${repr(key)}: ${pythonText(value[key]!)}`;
  return `{${text}}`;
}

function partsOf(value: YamlValue): readonly YamlValue[] {
  if (isSequence(value)) return value;
  return isMapping(value) ? Object.values(value) : [value];
}
