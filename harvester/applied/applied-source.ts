import type { IndexEntry } from '../../core/snapshot';
import type { Answer } from './answer';
import type { KustomizationFacts } from './kustomization-facts';
import type { ObjectFacts } from './object-facts';

/** The paths of a tree, from the top of the repository. */
export interface TreeEntries {
  get(path: string): IndexEntry | undefined;
  keys(): Iterable<string>;
}

/**
 * A tree as the resolver looks at it. Whoever knows what a file will say without its text (the planner, of the files that it plans)
 * answers for it directly.
 */
export interface AppliedSource {
  readonly entries: TreeEntries;
  /** The tree that this one differs from by few files. */
  readonly base?: AppliedSource;
  /** Folders in which a path may differ from {@link base}. */
  readonly changedFolders?: ReadonlySet<string>;
  /** What a kustomization says. */
  kustomization(path: string): Answer<KustomizationFacts>;
  /** The objects in a resource file, lists unpacked. */
  objects(path: string): Answer<readonly ObjectFacts[]>;
  /** The documents of any other file that a kustomization names: a patch, a replacement. */
  data(path: string): Answer<readonly unknown[]>;
  /** Where a symbolic link leads, as it says itself; undefined: it is not read yet. */
  link(path: string): string | undefined;
}
