import { error, fail, ok, type Result } from '../../base/index.ts';
import type { ResourceProperties } from '../../project/index.ts';
import type { Version } from '../node-parts.ts';
import type { ModelNode } from '../nodes.ts';
import type { UnitTestNode } from '../unit-test-node.ts';
import type { UnitTestSettings } from './settings.ts';

/** A model, or a version of one, that a unit test is about. */
export interface Tested {
  readonly node: ModelNode;
  /** Whether both the model and what the test says of itself are on. */
  readonly enabled: boolean;
  readonly version?: Version;
}

interface Versions {
  readonly include: readonly Version[] | undefined;
  readonly exclude: readonly Version[] | undefined;
}

/** The models that a unit test is about: one, or those of its versions that it asks for. */
export function testedModels(
  properties: ResourceProperties,
  written: string,
  versions: Versions,
  test: Pick<UnitTestNode, 'overrides' | 'given' | 'config'>,
  settings: UnitTestSettings,
): Result<readonly Tested[]> {
  const found = findModel(written, settings);
  const about = `the unit test '${properties.name}'`;
  const wrong = (message: string, hint: string, key = 'model') =>
    fail(error('A2310', message, { location: properties.locate(key), hint }));
  if (found === undefined)
    return wrong(
      `${about} is of the model '${written}', which there is not`,
      'model: is the name of a model',
    );
  const { model, isEnabled } = found;
  if (!isEnabled || !test.config.enabled) return ok([{ node: model, enabled: false }]);
  const incremental = checkIncremental(properties, model, test);
  if (incremental !== undefined) return incremental;
  const { include, exclude } = versions;
  if (model.version === undefined) {
    return (include?.length ?? 0) + (exclude?.length ?? 0) > 0
      ? wrong(
          `${about} asks for versions, and the model '${model.name}' has none`,
          'take versions: away',
          'versions',
        )
      : ok([{ node: model, enabled: true }]);
  }
  const all = versionsOf(model, settings).filter(({ version }) => {
    if (exclude !== undefined && exclude.length > 0) return !includes(exclude, version);
    return include === undefined || includes(include, version);
  });
  if (all.length === 0)
    return wrong(
      `${about} asks for no version that '${model.name}' has`,
      'see versions: of the model',
      'versions',
    );
  return ok(all.map((node) => ({ node, enabled: true, version: node.version! })));
}

const includes = (versions: readonly Version[], version: Version | undefined): boolean =>
  versions.some((each) => String(each) === String(version));

/** `orders`, or `orders 2` for a version of it. */
function findModel(
  written: string,
  { names, nodes, owner }: UnitTestSettings,
): { readonly model: ModelNode; readonly isEnabled: boolean } | undefined {
  const parts = written.split(/\s+/);
  const [name = '', version] = parts;
  const found = names.find({ name, from: owner.name, ...(parts.length === 2 && { version }) });
  const node = found.node && nodes.get(found.node.id);
  if (node?.resource === 'model') return { model: node, isEnabled: true };
  const disabled = 'disabled' in found ? found.disabled : undefined;
  return disabled?.resource === 'model' ? { model: disabled, isEnabled: false } : undefined;
}

const versionsOf = ({ name, package: owner }: ModelNode, { nodes }: UnitTestSettings): readonly ModelNode[] =>
  [...nodes.values()].flatMap((node) =>
    node.resource === 'model' && node.name === name && node.package === owner && node.version !== undefined
      ? [node]
      : [],
  );

/** Whether an incremental model is tested as if it was there already must be said, and then what is in it. */
function checkIncremental(
  properties: ResourceProperties,
  model: ModelNode,
  { overrides, given }: Pick<UnitTestNode, 'overrides' | 'given'>,
): Result<never> | undefined {
  if (!model.dependsOn.macros.includes('macro.dbt.is_incremental')) return undefined;
  const override = overrides?.macros.is_incremental;
  const location = properties.locate();
  if (typeof override !== 'boolean')
    return fail(
      error('A2314', `the unit test '${properties.name}' does not say whether is_incremental() is true`, {
        location,
        hint: "add 'overrides: macros: is_incremental: false' (or true)",
      }),
    );
  if (override && !given.some(({ input }) => input === 'this'))
    return fail(
      error('A2314', `the unit test '${properties.name}' does not say what '${model.name}' holds`, {
        location,
        hint: "is_incremental() is true, so that an input 'this' is needed",
      }),
    );
  return undefined;
}
