import { parseTargetLocation } from '../../gitops/git/target-location';
import type { Project } from '../project/load-project';

/** Path of a target on this machine; undefined for one behind a network, and for none. */
export function localTarget({ config, targetFolder }: Project): string | undefined {
  if (config.target === undefined) return undefined;
  const location = parseTargetLocation(config.target, targetFolder);
  return location.kind === 'local' ? location.path : undefined;
}
