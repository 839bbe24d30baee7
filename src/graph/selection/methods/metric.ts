import { namedResource } from './named-resource.ts';

/** `metric:name`, `metric:package.name`. */
export const metric = namedResource('metric');
