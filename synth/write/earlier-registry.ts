import { join, resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { registryPath } from '../../harvester/paths';
import { scanRegistry } from '../../harvester/registry/scan-registry';
import { NODE_DISK } from './output-disk';
import { onOutput } from './output-error';

/**
 * The registry that an earlier run left in an output folder. Like that of an open change request it only tells when a
 * claim was first seen: without it each run would date every claim anew, and write.
 *
 * @returns undefined when there is none, or none that can be read
 */
export function earlierRegistry(output: string, root: string): string | undefined {
  const path = join(resolve(output), registryPath(root));
  try {
    const text = onOutput(path, () => NODE_DISK.read(path));
    if (text !== undefined) scanRegistry(text, path);
    return text;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}
