import { type Diagnostic, error } from '../../base/index.ts';
import { checkShape } from '../schema/check-shape.ts';
import { resourceSchemas } from '../schema/resource-schemas.ts';
import { declared } from './parse-node.ts';
import type { Properties, ResourceProperties } from './properties.ts';
import type { Section } from './section.ts';

/** The sections of a properties file whose entries are resources of their own, and what one is called. */
const nouns = {
  groups: 'group',
  exposures: 'exposure',
  metrics: 'metric',
  semantic_models: 'semantic model',
  saved_queries: 'saved query',
  unit_tests: 'unit test',
} as const;
const sections = Object.keys(nouns) as (keyof typeof nouns)[];

/** What is wrong with the shape of dbt's exposures, groups, metrics, semantic models, saved queries and unit tests. */
export function checkResources(root: Section): readonly Diagnostic[] {
  return sections.flatMap((key) =>
    root.items(key).flatMap((entry) => {
      const noun = nouns[key];
      const given = entry.text('name');
      const name = given === undefined ? `a ${noun}` : `the ${noun} '${given}'`;
      const wrong = checkShape(resourceSchemas[key], {
        value: entry.value,
        name,
        templates: true,
        locate: (path, what) => entry.file.locate([...entry.path, ...path], what),
      });
      return wrong.length > 0 ? wrong : checkOwner(entry, name);
    }),
  );
}

function checkOwner(entry: Section, name: string): readonly Diagnostic[] {
  const owner = entry.section('owner');
  if (owner === undefined || (owner.value.name ?? owner.value.email ?? null) !== null) return [];
  return [
    error('A1012', `the owner of ${name} has neither a name nor an email`, {
      location: owner.file.locate(owner.path, 'key'),
      hint: "give it at least one of 'name' and 'email'",
    }),
  ];
}

/** Those of them that are read from what they declare as it is. */
export const parseResources = (
  root: Section,
): Pick<Properties, 'groups' | 'metrics' | 'semanticModels' | 'savedQueries' | 'unitTests'> => ({
  groups: root.items('groups').map(parseResource),
  metrics: root.items('metrics').map(parseResource),
  semanticModels: root.items('semantic_models').map(parseResource),
  savedQueries: root.items('saved_queries').map(parseResource),
  unitTests: root.items('unit_tests').map(parseResource),
});

const parseResource = (entry: Section): ResourceProperties => ({
  ...declared(entry),
  config: entry.config([]),
});
