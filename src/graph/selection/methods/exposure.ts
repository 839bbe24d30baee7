import { namedResource } from './named-resource.ts';

/** `exposure:name`, `exposure:package.name`. */
export const exposure = namedResource('exposure');
