import { namedResource } from './named-resource.ts';

/** `semantic_model:name`, `semantic_model:package.name`. */
export const semanticModel = namedResource('semantic_model');
