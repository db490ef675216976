import { ToolkitError } from '../../core/errors/toolkit-error';
import { readYaml } from '../../core/yaml/read-yaml';
import { readKustomizationValue } from '../../harvester/applied/read-kustomization';
import { readClaimFileValue } from '../../harvester/claim-file';
import { isClaimFile, roleOfFile } from '../../harvester/claim-files/role-of-file';

/**
 * Parsed value of one of a claim's own files; undefined for what is no YAML.
 *
 * @param complain - told why it is none
 */
export function readFileValue(text: string, path: string, complain?: (why: ToolkitError) => void): unknown {
  try {
    if (isClaimFile(path)) return readClaimFileValue(text, path);
    const isKustomization = roleOfFile(path).edits === 'list';
    return isKustomization ? readKustomizationValue(text, path) : readYaml(text, path);
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    complain?.(error);
    // Whatever stands there is a person's: it is compared as "something else" and kept.
    return undefined;
  }
}
