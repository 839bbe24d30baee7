import type { CodeText } from './index.ts';

/** A2xxx: names, inheritance, the graph, selection. */
export const names = {
  A2014: {
    title: 'Unknown ref',
    explanation: 'A ref() names a model, seed or snapshot that the project does not have.',
  },
  A2101: {
    title: 'Cycle',
    explanation:
      'Nodes refer to each other in a circle, so none of them can be built first. The path is printed from one node back to itself. Remove one of the references, or move what both sides need into a model that both read.',
  },
  A2110: {
    title: 'Selection criterion matches nothing',
    explanation:
      'One part of --select or --exclude matches no enabled node, often because of a typo or a method that is missing (tag:nightly, not nightly). The rest of the selection is used as it is.',
  },
  A2111: {
    title: 'Unknown selection method',
    explanation:
      'The word before the colon of a selection criterion is none of the methods, such as tag, path, source, config.materialized or state.',
  },
  A2112: {
    title: 'Malformed selection criterion',
    explanation:
      'A criterion is an optional @ or N+ in front, an optional method with a colon, a value, and an optional +N behind: 2+tag:nightly+1. @ already takes the parents of all children, so it cannot be combined with a + behind.',
  },
  A2113: {
    title: 'Value that a selection method does not accept',
    explanation:
      'The method accepts a fixed set of words, or a name of a certain form, and the value is none of these; or the method needs something that this value lacks.',
  },
  A2114: {
    title: 'Selection needs an earlier run',
    explanation:
      'state: compares with the artifacts of another run and needs --state DIR; result: needs the run_results.json of an earlier run; source_status: needs the sources.json of two freshness checks.',
  },
  A2115: {
    title: 'Unknown selector',
    explanation:
      'A selector is used, by --selector or by method: selector, that selectors.yml does not define.',
  },
  A2116: {
    title: 'Selectors that use each other in a circle',
    explanation:
      'A selector takes in another one that, directly or through further ones, takes in the first.',
  },
  A2117: {
    title: 'Malformed selector definition',
    explanation:
      'A definition in selectors.yml is a string as on the command line, a pair like tag: nightly, a mapping with method and value (and children, parents, their depths, childrens_parents, indirect_selection, exclude), or a single union or intersection with a list of definitions.',
  },
  A2118: {
    title: 'Part of a selector definition is ignored',
    explanation:
      'A key in a selector definition has no effect where it stands, because it is misspelt or because this form of definition does not read it.',
  },
  A2119: {
    title: 'Unknown resource type',
    explanation:
      'A resource type is one of model, seed, snapshot, source, test, unit_test, analysis, exposure, metric, semantic_model, saved_query, function; --resource-type also takes all and default.',
  },
} as const satisfies Record<string, CodeText>;
