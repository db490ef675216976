import { readYaml } from '../../core/yaml/read-yaml';
import { readClaimFileValue } from '../layout/claim-file';
import { isClaimFile } from './claim-files';

/** Parsed value of one of a claim's own files; undefined for what is no YAML. */
export function readFileValue(text: string, path: string): unknown {
  try {
    return isClaimFile(path) ? readClaimFileValue(text, path) : readYaml(text, path);
  } catch {
    // Whatever stands there is a person's: it is compared as "something else" and kept.
    return undefined;
  }
}
