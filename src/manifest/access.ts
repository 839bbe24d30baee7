import { type Diagnostic, error } from '../base/index.ts';
import type { Project } from '../project/index.ts';
import type { RefCall } from './captured.ts';
import type { DescribedResource } from './described-resources.ts';
import type { Names } from './names.ts';
import type { ManifestNode, ModelNode } from './nodes.ts';

type Member = ManifestNode | DescribedResource;

/** The refs of a node that the access of a model forbids: private ones of another group, protected ones of a package. */
export function accessProblems(
  node: Member,
  refs: readonly RefCall[],
  names: Names,
  project: Project,
): Diagnostic[] {
  // Only models of dbt projects have a group that their access is about.
  if (project.policies.capture !== 'rendered' || node.resource === 'seed') return [];
  return refs.flatMap((call) => {
    const target = names.find({ ...call, from: node.package }).node;
    if (target?.resource !== 'model') return [];
    if (isForbidden(node, target, project)) return [forbidden(node, target, call)];
    return [];
  });
}

function isForbidden(node: Member, target: ModelNode, project: Project): boolean {
  const isElsewhere = node.package !== target.package && isRestricted(target, project);
  if (target.access === 'protected') return isElsewhere;
  if (target.access !== 'private') return false;
  const group = 'group' in node ? node.group : undefined;
  return group === undefined || group !== target.group || isElsewhere;
}

const isRestricted = ({ package: name }: ModelNode, project: Project): boolean =>
  [project, ...project.packages].find((owner) => owner.name === name)?.restrictAccess === true;

function forbidden(node: Member, target: ModelNode, call: RefCall): Diagnostic {
  const scope =
    target.access === 'private' ? `the group '${target.group}'` : `the package '${target.package}'`;
  return error('A2202', `${node.name} cannot read ${target.name}, which is ${target.access} to ${scope}`, {
    location: call.locate(),
    hint:
      target.access === 'private'
        ? `put ${node.name} into the group, or change the access of ${target.name}`
        : `ask for ${target.name} to be public`,
  });
}
