import type { Result } from '../base/index.ts';
import { loadDbtProject } from './dbt/load-dbt-project.ts';
import { findRoot } from './files/find-root.ts';
import { loadNativeProject } from './load-native-project.ts';
import type { Project, ProjectRequest } from './project.ts';

/** Finds and reads a project, Assay's own or one of dbt's. */
export async function loadProject(request: ProjectRequest): Promise<Result<Project>> {
  const found = findRoot(request.dir);
  if (!found.ok) return found;
  const { folder, dialect } = found.value;
  return dialect === 'native' ? loadNativeProject(folder, request) : loadDbtProject(folder, request);
}
