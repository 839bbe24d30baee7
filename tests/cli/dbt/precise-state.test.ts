import { expect, it } from 'vitest';
import { compareRules } from '../../../src/cli/artifacts/precise-state.ts';
import { manifestNow } from '../../../src/cli/select/earlier-run.ts';
import { compareManifests } from '../../../src/graph/index.ts';
import { editOf, openedAfter } from './state-answers.ts';

/** What is modified after an edit, with the flag precise_state. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'spaces in a body': [],
  'a SQL comment in a body': [],
  'a Jinja comment in a body': [],
  'the body of a model': ['report'],
  'the target': [],
  'the schema of a source by the target, in another target': [],
  'schema by the target in properties, in another target': [],
  'a var of the command line that a body reads': ['stg_customers'],
  'a var of the command line that a config reads': ['kinds'],
  'a var that nothing reads': [],
  'a var that a package reads': ['jars'],
  'an environment variable that a body reads': ['env_aware'],
  'an environment variable that dbt_project.yml reads': ['stg_orders'],
  'spaces in a macro': [],
  'a comment in a macro': [],
  'a macro that is handed on': ['kinds'],
  'a macro that nothing calls': [],
  'a macro that a called macro calls': ['stg_orders'],
  'the rows of a large seed': ['large'],
  'a new table of a source': ['fresh'],
  'a type under a contract': ['agreed'],
};

it.each(Object.entries(expected))('with precise_state: %s', async (name, modified) => {
  const edit = editOf(name);
  const before = manifestNow(
    await openedAfter(edit.base === undefined ? undefined : editOf(edit.base), true),
  );
  const opened = await openedAfter(edit, true);
  const comparison = compareManifests(before, manifestNow(opened), compareRules(opened, before));
  const nodes = [...opened.manifest.nodes.values()].filter(({ id }) => comparison.is('modified', id));
  expect(nodes.map((node) => node.name).sort()).toEqual(modified);
});
