import { sha256 } from '../../base/index.ts';
import { isMapping, isSequence, YamlFloat, type YamlValue } from '../../project/index.ts';
import { repr, toText } from '../../template/index.ts';
import type { UnitTestInput, UnitTestRows } from '../unit-test-node.ts';
import { fromYaml } from '../yaml-values.ts';

interface Parts {
  readonly model: string;
  readonly versions: YamlValue | undefined;
  readonly given: readonly UnitTestInput[];
  readonly expect: UnitTestRows;
  readonly overrides: YamlValue | undefined;
}

/** What tells whether a unit test has changed. As Python prints dbt's objects, since dbt's checksums are made of that. */
export function unitTestChecksum({ model, versions, given, expect, overrides }: Parts): string {
  const inputs = given.map(
    (input) => `UnitTestInputFixture(input=${print(input.input)}, ${rowsText(input)})`,
  );
  const text = [
    model,
    object('UnitTestNodeVersions', versions, ['include', 'exclude'], null),
    `[${inputs.join(', ')}]`,
    `UnitTestOutputFixture(${rowsText(expect)})`,
    object('UnitTestOverrides', overrides, ['macros', 'vars', 'env_vars'], {}),
  ].join('-');
  const fixtures = given.filter(({ fixture }) => fixture !== undefined).map(({ rows }) => `-${textOf(rows)}`);
  return sha256(text + fixtures.join(''));
}

const names = { dict: 'Dict', csv: 'CSV', sql: 'SQL' } as const;

const rowsText = ({ rows, format, fixture }: UnitTestRows): string =>
  `rows=${print(rows ?? null)}, format=<UnitTestFormat.${names[format]}: '${format}'>, fixture=${print(fixture ?? null)}`;

function object(
  name: string,
  value: YamlValue | undefined,
  keys: readonly string[],
  otherwise: YamlValue,
): string {
  if (!isMapping(value)) return 'None';
  return `${name}(${keys.map((key) => `${key}=${print(value[key] ?? otherwise)}`).join(', ')})`;
}

const textOf = (rows: UnitTestRows['rows']): string =>
  typeof rows === 'string' ? rows : print(rows ?? null);

/** A value as Python's repr has it. */
function print(value: YamlValue): string {
  if (value instanceof YamlFloat) return toText(fromYaml(value));
  if (isSequence(value)) return `[${value.map(print).join(', ')}]`;
  if (!isMapping(value)) return repr(fromYaml(value));
  return `{${Object.entries(value)
    .map(([key, item]) => `${repr(key)}: ${print(item)}`)
    .join(', ')}}`;
}
