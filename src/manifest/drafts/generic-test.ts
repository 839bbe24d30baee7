import { ok, type Result } from '../../base/index.ts';
import type { TestNode } from '../nodes.ts';
import type { DeclaredTest } from './declared-test.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { failuresOf } from './failures-of.ts';
import { findTest } from './find-test.ts';
import { resolveConfig } from './resolve-config.ts';
import type { TestSignature } from './test-arguments.ts';
import { captureTest, captureTestByRendering } from './test-captured.ts';
import { modelTemplate, testHash, testName } from './test-name.ts';

export interface TestSettings extends DraftSettings {
  /** What the built-in tests take; none where tests are macros throughout. */
  readonly tests: ReadonlyMap<string, TestSignature>;
}

export function draftTest(declared: DeclaredTest, settings: TestSettings): Result<Draft<TestNode>> {
  const { properties, on, column } = declared;
  const { owner } = settings;
  const found = findTest(declared, settings);
  if (!found.ok) return found;
  const macro = found.value;
  const args = { ...(column !== undefined && { column_name: column }), ...properties.arguments };
  const { full, short } = testName(properties, declared, args);
  const name = properties.name ?? full;
  const fqn = [owner.name, ...declared.folders, name];
  const resolved = resolveConfig('tests', fqn, [properties.config], [], settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.test(resolved.value.merged);
  if (!config.ok) return config;
  const identity = {
    id: `test.${owner.name}.${name}.${testHash(name, properties, declared, args)}`,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path: declared.file,
    fqn,
  };
  const byRendering = settings.project.policies.capture === 'rendered';
  const captured =
    byRendering && macro !== undefined
      ? captureTestByRendering(declared, macro, identity, settings)
      : captureTest(properties, macro, settings);
  if (!captured.ok) return captured;
  const alias = config.value.alias ?? (properties.name === undefined && short !== full ? short : undefined);
  const withAlias = alias === undefined ? config.value : { ...config.value, alias };
  const storedIn = failuresOf(identity, withAlias, settings);
  if (!storedIn.ok) return storedIn;
  const group = 'group' in on ? on.group : undefined;
  return ok({
    node: {
      ...identity,
      resource: 'test',
      description: properties.description,
      locate: () => properties.locate(),
      locateConfig: (key) => resolved.value.merged.find((entry) => entry.key === key)?.locate(),
      dependsOn: { nodes: byRendering ? [] : [on.id], macros: [] },
      unrenderedConfig: resolved.value.unrendered,
      config: withAlias,
      storedIn: storedIn.value,
      ...(declared.tags.length > 0 && { inheritedTags: declared.tags }),
      ...(group !== undefined && { group }),
      test: {
        kind: 'generic',
        name: properties.test,
        ...(properties.namespace !== undefined && { namespace: properties.namespace }),
        ...(macro !== undefined && { macro: macro.name, macroId: macro.id }),
        arguments: properties.arguments,
        ...(column !== undefined && { column }),
        attachedTo: on.id,
        ...(byRendering && { model: modelTemplate(declared) }),
      },
    },
    captured: captured.value,
  });
}
