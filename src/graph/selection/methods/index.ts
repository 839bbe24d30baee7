import type { SelectorMethod } from '../selector-method.ts';
import { access } from './access.ts';
import { config } from './config.ts';
import { exposure } from './exposure.ts';
import { file } from './file.ts';
import { fqn } from './fqn.ts';
import { group } from './group.ts';
import { metric } from './metric.ts';
import { packageMethod } from './package.ts';
import { path } from './path.ts';
import { resourceType } from './resource-type.ts';
import { result } from './result.ts';
import { savedQuery } from './saved-query.ts';
import { selector } from './selector.ts';
import { semanticModel } from './semantic-model.ts';
import { source } from './source.ts';
import { sourceStatus } from './source-status.ts';
import { state } from './state.ts';
import { tag } from './tag.ts';
import { testName } from './test-name.ts';
import { testType } from './test-type.ts';
import { unitTest } from './unit-test.ts';
import { version } from './version.ts';

/** Every selection method; a new one is a file in this folder and a line here. */
export const methods: readonly SelectorMethod[] = [
  fqn,
  tag,
  group,
  access,
  version,
  source,
  exposure,
  metric,
  semanticModel,
  savedQuery,
  unitTest,
  path,
  file,
  packageMethod,
  config,
  testName,
  testType,
  resourceType,
  state,
  result,
  sourceStatus,
  selector,
];

export const methodByName: ReadonlyMap<string, SelectorMethod> = new Map(
  methods.map((method) => [method.name, method]),
);
