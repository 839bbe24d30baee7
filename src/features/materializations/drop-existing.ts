import type { Statement } from '../../adapter/index.ts';
import type { MaterializationInput } from '../../publish/index.ts';

/** Makes room for the new version: drops the relation that has the name, whatever it is. */
export const dropExisting = (
  input: Pick<MaterializationInput, 'relation' | 'existing'>,
): readonly Statement[] =>
  input.existing === undefined
    ? []
    : [{ kind: 'drop', relation: input.relation, object: input.existing.kind }];
