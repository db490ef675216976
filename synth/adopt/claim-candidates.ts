import type { SnapshotIndex } from '../../core/snapshot';
import type { StandingTree } from '../../harvester/tree/standing-tree';

/** A folder or file of the tree that may be a claim. */
export interface Candidate {
  readonly category: string;
  /** Name of the folder; undefined for a file directly below the category. */
  readonly folder?: string;
  /** YAML files that may be the claim, from the top of the target, sorted. */
  readonly files: readonly string[];
}

/** Where claims may be, and YAML files that lie where no claim can be. */
interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly misplaced: readonly string[];
}

const YAML_FILE = /\.ya?ml$/i;
/** Files of a category or claim folder that are no claims. */
const OTHER_FILE = /^(?:kustomization\.ya?ml|Kustomization|catalog-info\.ya?ml)$/;

/** Paths whose contents `adopt` reads: every YAML file below the root, and all that projects keep for themselves. */
export function adoptedPaths(index: SnapshotIndex, root: string): string[] {
  const prefix = `${root}/`;
  const paths: string[] = [];
  for (const [path, { mode }] of index.entries) {
    if (!path.startsWith(prefix) || !mode.startsWith('100')) continue;
    if (YAML_FILE.test(path) || path.startsWith(`${prefix}.claims/`)) paths.push(path);
  }
  return paths;
}

/** The YAML files of a tree that may be claims: flat ones first, then folders. */
export function claimCandidates(tree: StandingTree): Candidates {
  const { entries } = tree.source.index;
  const flat: Candidate[] = [];
  const folders: Candidate[] = [];
  const misplaced = tree.rootFiles.filter((path) => path !== tree.registryPath && mayBeClaim(path));
  for (const category of tree.categories.values()) {
    for (const path of category.files) {
      if (mayBeClaim(path)) flat.push({ category: category.name, files: [path] });
    }
    for (const folder of category.folders.values()) {
      const files: string[] = [];
      for (const path of folder.files) {
        if (mayBeClaim(path)) (path.includes('/', folder.path.length + 1) ? misplaced : files).push(path);
      }
      if (files.length > 0) {
        folders.push({ category: category.name, folder: folder.name, files: files.sort() });
      }
    }
  }
  return {
    candidates: [...flat.sort(byFirstFile), ...folders.sort(byFirstFile)],
    misplaced: misplaced.sort(),
  };

  function mayBeClaim(path: string): boolean {
    const isPlainFile = entries.get(path)?.mode.startsWith('100') === true;
    return isPlainFile && YAML_FILE.test(path) && !OTHER_FILE.test(path.slice(path.lastIndexOf('/') + 1));
  }
}

function byFirstFile(left: Candidate, right: Candidate): number {
  return (left.files[0] ?? '') < (right.files[0] ?? '') ? -1 : 1;
}
