import { namedResource } from './named-resource.ts';

/** `unit_test:name`, `unit_test:package.name`. */
export const unitTest = namedResource('unit_test');
