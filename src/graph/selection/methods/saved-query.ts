import { namedResource } from './named-resource.ts';

/** `saved_query:name`, `saved_query:package.name`. */
export const savedQuery = namedResource('saved_query');
