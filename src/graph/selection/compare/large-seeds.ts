import { type Diagnostic, warning } from '../../../base/index.ts';
import type { ArtifactNode } from '../../../project/index.ts';

/** What dbt says of a seed that is too large for it to look into. */
export function largeSeed(old: ArtifactNode | undefined, node: ArtifactNode): Diagnostic | undefined {
  if (old === undefined || node.resource_type !== 'seed' || kindOf(node) !== 'path') return undefined;
  const { name, original_file_path: file = '' } = node as { name?: string; original_file_path?: string };
  const [event, why] =
    kindOf(old) !== 'path'
      ? (['SeedIncreased', 'it was not before, and counts as modified'] as const)
      : checksumOf(old) === checksumOf(node)
        ? (['SeedExceedsLimitSamePath', 'it counts as unmodified, whatever is in it'] as const)
        : (['SeedExceedsLimitAndPathChanged', 'it was moved, and counts as modified'] as const);
  return warning('A2123', `the seed ${name} is larger than 1 MiB: ${why}`, {
    location: { file },
    hint: 'with the flag precise_state its content is compared',
    event,
  });
}

interface Checksum {
  readonly name?: string;
  readonly checksum?: string;
}

const kindOf = ({ checksum }: ArtifactNode): string | undefined => (checksum as Checksum | undefined)?.name;
const checksumOf = ({ checksum }: ArtifactNode): string | undefined =>
  (checksum as Checksum | undefined)?.checksum;
