import { ownDependency } from '../new-project/own-dependency';
import { projectFiles } from '../new-project/project-files';
import { writeProject } from '../new-project/write-project';
import type { ActionContext } from '../action-context';
import { writeTypes } from './adopted-types';
import type { AdoptedTarget } from './adopt-target';

/**
 * Writes the program of an adopted repository and what it needs around it.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export async function writeAdopted(
  context: ActionContext,
  adopted: AdoptedTarget,
  folder: string,
): Promise<string[]> {
  const settings = projectFiles({ ...adopted, name: adopted.project, dependency: ownDependency(folder) });
  const files = await writeProject({ folder, sources: adopted.files, settings });
  return [...files, ...(await writeTypes(context, adopted.typeSources, folder))].sort();
}
