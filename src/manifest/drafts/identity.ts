import type { Location } from '../../base/index.ts';
import type { ProjectFile } from '../../project/index.ts';
import type { DraftSettings } from './draft.ts';

/** The folders of a file below the resource path that it was found in. */
export const foldersBelow = ({ path, resourcePath }: ProjectFile): readonly string[] =>
  path
    .slice(resourcePath.length + 1)
    .split('/')
    .slice(0, -1);

interface Identity {
  readonly resource: string;
  readonly name: string;
  readonly file: ProjectFile;
  readonly description?: string;
  readonly id?: string;
  readonly fqn?: readonly string[];
  readonly locate?: () => Location;
}

/** What a file's place says of the node that is made of it. */
export function identityOf(
  { resource, name, file, description, id, fqn, locate }: Identity,
  { owner }: DraftSettings,
) {
  return {
    id: id ?? `${resource}.${owner.name}.${name}`,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path: file.path,
    fqn: fqn ?? [owner.name, ...foldersBelow(file), name],
    description: description ?? '',
    locate: locate ?? (() => placeOf(file)),
    dependsOn: { nodes: [], macros: [] },
  };
}

const placeOf = (file: ProjectFile): Location =>
  file.kind === 'seed' ? { file: file.path } : file.text.location(0);
