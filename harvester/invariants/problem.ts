import { compareText } from '../../core/text/compare-text';
/** What can be wrong with a harvester repository; each word means the same for ever. */
export type ProblemCode =
  /** A claim folder in neither registry nor category kustomization. */
  | 'orphan'
  /** Folder, registry entry and metadata.name of a claim do not agree. */
  | 'name-mismatch'
  | 'registry-path'
  | 'registry-category'
  | 'registry-repository'
  /** A required field of an entry is missing. */
  | 'registry-field'
  | 'registry-duplicate'
  /** A claim that stands in its category's kustomization has no registry entry. */
  | 'registry-entry-missing'
  | 'category-kustomization-missing'
  /** A registered claim folder that its category's kustomization does not list: nobody applies it. */
  | 'kustomization-entry-missing'
  /** An entry of a category kustomization that names nothing: the whole category cannot be built. */
  | 'kustomization-dangling'
  | 'kustomization-duplicate'
  /** A listed claim folder without kustomization of its own: the whole category cannot be built. */
  | 'claim-kustomization-missing'
  /** The kustomization of a claim folder does not list the claim file: nobody applies it. */
  | 'claim-not-listed'
  /** A claim's catalog-info names another repository than the target is, or than its registry entry names. */
  | 'catalog-repository'
  | 'location-dangling'
  | 'location-missing'
  | 'location-duplicate'
  /** A path or symbolic link leads out of the claims root or the repository. */
  | 'path-outside-root'
  /** Two paths that are one on disks that ignore letter case. */
  | 'case-collision'
  /** The ledger lists a file that is gone. */
  | 'ledger-dangling'
  /** The ledger lists a file that is not written for the claim that it names. */
  | 'ledger-line-uncounted'
  /** Two ledgers list the same file. */
  | 'ledger-conflict'
  | 'file-unreadable';

/** One broken invariant. */
export interface Problem {
  readonly code: ProblemCode;
  /** Path from the top of the repository: a file, a claim folder or a category folder. */
  readonly path: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** One sentence, lower case, without a period. */
  readonly message: string;
  /** Whether `repair` can fix it. Orphans count as repairable, though somebody must say how. */
  readonly repairable: boolean;
}

/** By path, line and code, so that every run says the same. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.path, b.path) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}
