import { BuiltIdentities } from '../../harvester/applied/built-identities';
import type { EntryPoint } from '../../harvester/applied/entry-point';
import { defaultEntryPoints } from '../../harvester/applied/default-entry-points';
import { entryPointsOf } from '../../harvester/applied/entry-points';
import { findEntryPoints } from '../../harvester/applied/find-entry-points';
import { followEntryPoint } from '../../harvester/applied/resolve-entry-point';
import { TextSource } from '../../harvester/applied/text-source';
import { foldersOf } from '../../harvester/applied/tree-paths';
import { slugOf } from '../../harvester/tree/repository-view';
import type { StandingTree } from '../../harvester/tree/standing-tree';

/** What the folders of a tree build that Flux, Argo CD or nobody in particular builds. */
export class TreeBuilds {
  private readonly source: TextSource;
  private readonly entryPoints: readonly EntryPoint[];
  private built: BuiltIdentities | undefined;

  constructor({ source: { index, contents, root } }: StandingTree) {
    const { entries } = index;
    const notRead = { problem: 'it was not read', line: 1 };
    this.source = new TextSource(entries, (path) => contents.get(path) ?? notRead);
    const folders = foldersOf(entries.keys());
    const found = findEntryPoints(contents, { folders, slug: slugOf({ contents }) });
    // Whether somebody builds a category from another repository nobody here can tell: what it takes is no orphan.
    this.entryPoints = [...entryPointsOf({ entries, root, found }), ...defaultEntryPoints(entries, root)];
  }

  /** The files that reach a cluster. Files that were not read count as if nothing stood in them. */
  reachedFiles(): ReadonlySet<string> {
    const reached = new Set<string>();
    for (const entryPoint of this.entryPoints) {
      for (const { file } of followEntryPoint(this.source, entryPoint).files) reached.add(file);
    }
    return reached;
  }

  /** What the objects of files are called in the cluster. */
  get identities(): BuiltIdentities {
    return (this.built ??= new BuiltIdentities(this.source, this.entryPoints));
  }
}
