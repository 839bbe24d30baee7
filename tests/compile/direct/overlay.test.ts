import { expect, test } from 'vitest';
import { Overlay } from '../../../src/compile/direct/overlay.ts';
import { fromJs, type PyDict, repr, type Value } from '../../../src/template/index.ts';

const dict = (value: unknown): PyDict => fromJs(value) as PyDict;
const inner = (of: PyDict, key: Value): PyDict => of.get(key) as PyDict;

test('what is changed shows when it is written, at every depth', () => {
  const shared = dict({ a: 1, memory: { seen: [1], deep: { x: 1 } } });
  const own = new Overlay(shared);
  own.set('b', 2);
  inner(own, 'memory').set('new', true);
  (inner(own, 'memory').get('seen') as Value[]).push(2);
  inner(inner(own, 'memory'), 'deep').set('x', 2);
  expect(repr(shared)).toBe("{'a': 1, 'memory': {'seen': [1], 'deep': {'x': 1}}}");
  own.commit();
  expect(repr(shared)).toBe("{'a': 1, 'memory': {'seen': [1, 2], 'deep': {'x': 2}, 'new': True}, 'b': 2}");
});

test('two that change the same dict both count', () => {
  const shared = dict({ results: {}, lines: ['start'], gone: 1 });
  const [one, two] = [new Overlay(shared), new Overlay(shared)];
  inner(one, 'results').set('one', 1);
  inner(two, 'results').set('two', 2);
  (one.get('lines') as Value[]).push('one');
  (two.get('lines') as Value[]).push('two');
  two.delete('gone');
  one.commit();
  expect(repr(two.get('results')!)).toBe("{'two': 2}");
  two.commit();
  expect(repr(shared)).toBe("{'results': {'one': 1, 'two': 2}, 'lines': ['start', 'one', 'two']}");
});

test('a copy of a copy writes through both', () => {
  const shared = dict({ memory: { list: [{ n: 1 }] } });
  const kept = new Overlay(shared);
  const first = new Overlay(kept);
  inner(first, 'memory').set('lost', true);
  const second = new Overlay(kept);
  expect(inner(second, 'memory').has('lost')).toBe(false);
  ((inner(second, 'memory').get('list') as Value[])[0] as PyDict).set('n', 2);
  inner(second, 'memory').set('kept', true);
  second.commit();
  kept.commit();
  expect(repr(shared)).toBe("{'memory': {'list': [{'n': 2}], 'kept': True}}");
});

test('a list of which something is taken replaces the one before', () => {
  const shared = dict({ stack: [1, 2], other: {} });
  const own = new Overlay(shared, (key) => key !== 'other');
  (own.get('stack') as Value[]).pop();
  expect(own.get('other')).toBe(shared.get('other'));
  own.commit();
  expect(repr(shared)).toBe("{'stack': [1], 'other': {}}");
});
