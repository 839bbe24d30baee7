import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../src/base/index.ts';
import { regexModule } from '../../../src/compile/modules/regex.ts';
import { Relation } from '../../../src/compile/objects/relation.ts';
import { evaluateExpression, toText, type Value } from '../../../src/template/index.ts';

const names = new Map<string, Value>([
  ['re', regexModule],
  ['relation', Relation.of({ database: 'shop', schema: 'main', identifier: 'orders' }, { type: 'table' })],
]);

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
  ])('%s is %s', (expression, expected) => expect(value(expression)).toBe(expected));
});

describe('regular expressions', () => {
  test.each([
    ["re.search('(?i)(?s)^WITH.*one', 'with\\na as one').group(0)", 'with\na as one'],
    ["re.search('(?im)^b', 'a\\nB').group(0)", 'B'],
    ["re.search('a(?i)b', 'ab')", 'this is no regular expression: a(?i)b'],
  ])('%s is %s', (expression, expected) => expect(value(expression)).toBe(expected));
});
