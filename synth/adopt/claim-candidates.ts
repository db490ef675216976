import type { SnapshotIndex } from '../../core/snapshot';

/** A folder or file of the tree that may be a claim. */
export interface Candidate {
  readonly category: string;
  /** Name of the folder; undefined for files directly below the category. */
  readonly folder?: string;
  /** YAML files that may be the claim, from the top of the target, sorted. */
  readonly files: readonly string[];
}

/** Where claims may be, and YAML files that lie where no claim can be. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly misplaced: readonly string[];
}

const YAML_FILE = /\.ya?ml$/i;
/** Files of a category or claim folder that are no claims. */
const OTHER_FILE = /^(?:kustomization\.ya?ml|Kustomization|catalog-info\.ya?ml)$/;

/** Paths whose contents `adopt` reads: every YAML file below the root, and no ledger. */
export function adoptedPaths(index: SnapshotIndex, root: string): string[] {
  const prefix = `${root}/`;
  const paths: string[] = [];
  for (const [path, { mode }] of index.entries) {
    if (!path.startsWith(prefix) || !mode.startsWith('100')) continue;
    if (YAML_FILE.test(path) || path.startsWith(`${prefix}.claims/`)) paths.push(path);
  }
  return paths;
}

/** Sorts the YAML files of a tree by category and folder. */
export function claimCandidates(index: SnapshotIndex, root: string): Candidates {
  const folders = new Map<string, { category: string; folder: string; files: string[] }>();
  const flat: Candidate[] = [];
  const misplaced: string[] = [];
  for (const path of adoptedPaths(index, root).sort()) {
    const steps = path.slice(root.length + 1).split('/');
    const file = steps.at(-1) ?? '';
    const [category = '', folder = ''] = steps;
    if (category.startsWith('.') || OTHER_FILE.test(file)) continue;
    if (steps.length === 1) {
      if (file !== 'registry.yaml') misplaced.push(path);
    } else if (steps.length === 2) {
      flat.push({ category, files: [path] });
    } else if (steps.length === 3) {
      const key = `${category}/${folder}`;
      const known = folders.get(key);
      if (known === undefined) folders.set(key, { category, folder, files: [path] });
      else known.files.push(path);
    } else misplaced.push(path);
  }
  return { candidates: [...flat, ...folders.values()], misplaced };
}
