import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../src/base/index.ts';
import { AdapterResponse, relationText } from '../../../src/compile/index.ts';
import { regexModule } from '../../../src/compile/modules/regex.ts';
import { Relation } from '../../../src/compile/objects/relation.ts';
import { fromYaml, toYaml, VarFunction } from '../../../src/manifest/index.ts';
import { type Project, YamlFloat } from '../../../src/project/index.ts';
import { evaluateExpression, toJs, toText } from '../../../src/template/index.ts';
import { globalsOf } from '../../template/globals.ts';

const names = globalsOf({
  re: regexModule,
  relation: Relation.of({ database: 'shop', schema: 'main', identifier: 'orders' }, { type: 'table' }),
});

function value(expression: string): string {
  const result = evaluateExpression(new SourceText('model.sql', expression), names, { undefined: 'execute' });
  return result.ok ? toText(result.value) : result.diagnostics[0]!.message;
}

describe('relations', () => {
  test.each([
    ['relation is mapping', 'True'],
    ['relation.path is mapping', 'True'],
    ["relation.get('metadata', {}).get('type', '').endswith('Relation')", 'True'],
    ["relation.get('color', 'none')", 'none'],
    ["relation['identifier']", 'orders'],
    ['relation.include(database=false).replace_path(database=none).database', 'None'],
    ["relation.replace_path(database=none).get('database', 'x')", 'None'],
    ['relation.View', 'view'],
  ])('%s is %s', (expression, expected) => expect(value(expression)).toBe(expected));
});

test('floats of YAML stay floats inside lists and mappings', () => {
  const given = { rows: [{ price: new YamlFloat(2), count: 2 }] };
  expect(toText(fromYaml(given))).toBe("{'rows': [{'price': 2.0, 'count': 2}]}");
  expect(toYaml(fromYaml(given))).toEqual(given);
});

test('what a statement answered is plain data in run_results.json', () => {
  expect(toJs(new AdapterResponse())).toEqual({ _message: 'OK' });
  expect(toJs(new AdapterResponse('INSERT 2', 'INSERT', 2))).toEqual({
    _message: 'INSERT 2',
    code: 'INSERT',
    rows_affected: 2,
  });
});

test('relations are named as they are printed: quoted as the project says', () => {
  const project = { quoting: { identifier: false }, target: { profile: { database: 'shop' } } };
  const named = { schema: 'main', identifier: 'a"b' };
  expect(relationText(project as unknown as Project, named)).toBe('"shop"."main".a"b');
  expect(relationText({ ...project, quoting: {} } as unknown as Project, named)).toBe('"shop"."main"."a"b"');
});

describe('vars', () => {
  const vars = {
    size: "{{ 5 if target.name == 'dev' else 9 }}",
    twice: "{{ var('size') }}{{ var('size') }}",
    flag: true,
  };
  const evaluated = (templates: boolean, expression: string): string => {
    const scope = globalsOf({ target: { name: 'dev' } });
    const seen = new VarFunction(vars, { templates }).seenFrom(() => all);
    const all = { ...scope, get: (name: string) => (name === 'var' ? seen : scope.get(name)) };
    const result = evaluateExpression(new SourceText('model.sql', expression), all, { undefined: 'execute' });
    return result.ok ? toText(result.value) : result.diagnostics[0]!.message;
  };

  test.each([
    ["var('size') | int + 1", '6'],
    ["var('twice')", '55'],
    ["var('flag') is sameas true", 'True'],
    ["var('none', '{{ 1 }}')", '{{ 1 }}'],
  ])('%s is %s', (expression, expected) => expect(evaluated(true, expression)).toBe(expected));

  test('are as they are written where templates in them do not count', () =>
    expect(evaluated(false, "var('size')")).toBe(vars.size));
});

describe('regular expressions', () => {
  test.each([
    ["re.match('a{,2}[{,2}]?', 'aaa').group(0)", 'aa'],
    ["re.sub('[{,1}]', '-', 'a{,1}')", 'a----'],
    ["re.search('(?i)(?s)^WITH.*one', 'with\\na as one').group(0)", 'with\na as one'],
    ["re.search('(?im)^b', 'a\\nB').group(0)", 'B'],
    ["re.search('a(?i)b', 'ab')", 'this is no regular expression: a(?i)b'],
  ])('%s is %s', (expression, expected) => expect(value(expression)).toBe(expected));
});
