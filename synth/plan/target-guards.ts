import type { Issue } from '../../core/issue';
import { type SnapshotIndex, SPECIAL_FILE } from '../../core/snapshot';
import { fileOfDocument } from './document-path';
import type { DesiredClaim } from './desired-claim';

const SYMLINK = '120000';
const SUBMODULE = '160000';
const NAMES: Readonly<Record<string, string>> = {
  [SYMLINK]: 'symbolic link',
  [SUBMODULE]: 'submodule',
  [SPECIAL_FILE]: 'pipe, socket or device',
};

/**
 * Refuses what writing would destroy or lead out of the root: a symlink, submodule or file where a folder of ours
 * goes; a folder, symlink or submodule where a file goes; a folder that differs only in letter case.
 */
export function guardTarget(claims: readonly DesiredClaim[], index: SnapshotIndex): Issue[] {
  const issues: Issue[] = [];
  const clearFolders = new Set<string>(['']);
  let folders: FolderNames | undefined;
  for (const claim of claims) {
    for (const file of claim.files) {
      const issue = problemAt(claim, fileOfDocument(file.path));
      if (issue === undefined) continue;
      // One reason a claim: its other files are blocked by the same thing.
      issues.push(issue);
      break;
    }
  }
  return issues;

  function problemAt(claim: DesiredClaim, path: string): Issue | undefined {
    const entry = index.entries.get(path);
    if (entry !== undefined) {
      // A file that stands has folders above it: nothing else can be in the way.
      if (NAMES[entry.mode] === undefined) return undefined;
      return issueOf(claim, path, `is a ${nameOf(entry.mode)} in the target`, 'target-symlink');
    }
    for (let folder = parentOf(path); !clearFolders.has(folder); folder = parentOf(folder)) {
      const blocker = index.entries.get(folder);
      if (blocker !== undefined) {
        return issueOf(claim, folder, `is a ${nameOf(blocker.mode)} in the target where a folder is needed`);
      }
      clearFolders.add(folder);
    }
    folders ??= new FolderNames(index);
    const problem = folders.problemWith(path);
    return problem === undefined ? undefined : issueOf(claim, path, problem);
  }
}

function issueOf(
  claim: DesiredClaim,
  path: string,
  problem: string,
  code: 'target-path-blocked' | 'target-symlink' = 'target-path-blocked',
): Issue {
  return {
    code,
    message: `'${path}' ${problem}`,
    construct: claim.model.constructPath,
    source: claim.model.source,
    value: path,
    hint: 'Remove or rename it in the target repository, or declare the claim under another name.',
  };
}

function nameOf(mode: string): string {
  return NAMES[mode] ?? 'file';
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Folders of the target by their lower-case path, built only when something new is to be created. */
class FolderNames {
  private readonly byLowerCase = new Map<string, string>();

  constructor(index: SnapshotIndex) {
    let last = '';
    for (const path of index.entries.keys()) {
      let folder = parentOf(path);
      if (folder === last) continue;
      last = folder;
      while (folder !== '') {
        const lower = folder.toLowerCase();
        if (this.byLowerCase.has(lower)) break;
        this.byLowerCase.set(lower, folder);
        folder = parentOf(folder);
      }
    }
  }

  problemWith(path: string): string | undefined {
    if (this.byLowerCase.get(path.toLowerCase()) === path) {
      return 'is a folder in the target where a file is needed';
    }
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      const known = this.byLowerCase.get(folder.toLowerCase());
      if (known !== undefined && known !== folder) {
        return `collides with the folder '${known}' of the target on disks that ignore letter case`;
      }
    }
    return undefined;
  }
}
