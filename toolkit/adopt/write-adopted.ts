import { ownDependency } from '../new-project/own-dependency';
import { projectFiles } from '../new-project/project-files';
import { writeProject } from '../new-project/write-project';
import type { AdoptedTarget } from './adopt-target';

/**
 * Writes the program of an adopted repository and what it needs around it.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export function writeAdopted(adopted: AdoptedTarget, folder: string): Promise<string[]> {
  const settings = projectFiles({ ...adopted, name: adopted.project, dependency: ownDependency() });
  return writeProject({ folder, sources: adopted.files, settings });
}
