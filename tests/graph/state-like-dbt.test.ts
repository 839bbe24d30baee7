import { describe, expect, it } from 'vitest';
import { compareManifests } from '../../src/graph/index.ts';
import { stateWords } from '../../src/graph/selection/request.ts';
import { dbtAnswers, dbtManifest, edits } from './state-oracle.ts';

describe("state: over dbt's own manifests", () => {
  it.each(edits)('$name', ({ name, base }) => {
    const now = dbtManifest(name);
    const comparison = compareManifests(dbtManifest(base), now, { by: 'dbt', moreUnrendered: false });
    const ids = [...Object.keys(now.nodes), ...Object.keys(now.sources)].sort();
    const found = stateWords.map((word) => [word, ids.filter((id) => comparison.is(word, id))]);
    expect(Object.fromEntries(found)).toEqual(dbtAnswers(name));
  });

  it('has enough examples', () => expect(edits.length).toBeGreaterThan(70));
});
