export { buildGraph, graphWithCycles } from './dag/build-graph.ts';
export type { Graph } from './dag/graph.ts';
export { compareManifests } from './selection/compare/compare-manifests.ts';
export { byMeaning, type CompareRules, type Meanings } from './selection/compare/rules.ts';
export type { IndirectSelection } from './selection/criterion.ts';
export { parseDefinitions } from './selection/definitions.ts';
export type {
  Selection,
  SelectionRequest,
  SelectorDefinitions,
  StateComparison,
  StateWord,
} from './selection/request.ts';
export { select } from './selection/select.ts';
