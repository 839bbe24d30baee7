import { describe, expect, it } from 'vitest';
import { compareRules } from '../../../src/cli/artifacts/precise-state.ts';
import { manifestNow } from '../../../src/cli/select/earlier-run.ts';
import { compareManifests } from '../../../src/graph/index.ts';
import { type StateWord, stateWords } from '../../../src/graph/selection/request.ts';
import { type Answers, answers, editOf, manifestBefore, openedAfter } from './state-answers.ts';

describe('state: in dbt projects selects what dbt selects', () => {
  it.each(answers)('$edit', async ({ edit: name, ...expected }) => {
    const edit = editOf(name);
    const opened = await openedAfter(edit);
    const now = manifestNow(opened);
    const before = await manifestBefore(edit);
    const comparison = compareManifests(before, now, compareRules(opened, before));
    const all = [...opened.manifest.nodes.values(), ...opened.manifest.described.values()]
      .filter(({ resource }) => resource !== 'operation')
      .map(({ id }) => id)
      .sort();
    const found: Record<string, unknown> = {};
    const add = (kind: 'errors' | 'said', word: StateWord, value: unknown) => {
      found[kind] = { ...(found[kind] as object | undefined), [word]: value };
    };
    for (const word of stateWords) {
      const told = comparison.told!(word);
      const ids = all.filter((id) => comparison.is(word, id));
      if (told.some(({ severity }) => severity === 'error')) add('errors', word, 'told');
      else if (word === 'old') found.missing = all.filter((id) => !ids.includes(id));
      else if (word !== 'unmodified') found[word] = ids;
      const events = [...new Set(told.flatMap(({ event }) => event ?? []))].sort();
      if (events.length > 0) add('said', word, events);
    }
    expect(withoutEmpty(found)).toEqual(withoutEmpty(toldOnly(expected)));
  });

  it('has enough examples', () => expect(answers.length).toBeGreaterThan(60));
});

/** Which error it is, is a matter of other tests. */
const toldOnly = (expected: Omit<Answers, 'edit'>) => ({
  ...expected,
  ...(expected.errors && {
    errors: Object.fromEntries(Object.keys(expected.errors).map((word) => [word, 'told'])),
  }),
});

const withoutEmpty = (found: object) =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => !Array.isArray(value) || value.length > 0));
