import { ToolkitError } from '../../core/errors/toolkit-error';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { SnapshotIndex } from '../../core/snapshot';
import { TOP } from '../../harvester/paths';
import type { Project } from '../project/load-project';

/**
 * For actions that only look at what is there: a root that somebody named and that the target does not have would make them find nothing, and no problems. In an
 * empty target any root may be right.
 *
 * @param index - all of the target
 * @throws ToolkitError `usage-invalid` with the nearest folder
 */
export function refuseUnknownRoot({ flags: { root } }: Project, { entries }: SnapshotIndex): void {
  if (root === undefined || root === TOP || entries.size === 0) return;
  const folders = new Set<string>();
  for (const path of entries.keys()) {
    if (path.startsWith(`${root}/`)) return;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const hint = didYouMean(nearestName(root, folders));
  throw new ToolkitError('usage-invalid', `--root: the target has no folder '${root}'${hint}`);
}
