import type { EntryPoint } from '../../../harvester/applied/entry-point';
import { entryPointFiles, entryPointsOf } from '../../../harvester/applied/entry-points';
import type { TreeEntries } from '../../../harvester/applied/applied-source';
import { findEntryPoints } from '../../../harvester/applied/find-entry-points';
import { followEntryPoint, MAX_FOLLOWED } from '../../../harvester/applied/resolve-entry-point';
import type { KnownFacts, TextSource } from '../../../harvester/applied/text-source';
import { foldersIn } from '../../../harvester/applied/tree-paths';
import type { Snapshot } from '../../../core/snapshot';
import type { PlanContext } from '../plan-context';
import type { PlanReader } from '../plan-reader';
import { standingTree } from './planned-tree';

/** What builds are found with. */
export interface BuildsContext {
  readonly snapshot: Snapshot;
  readonly reader: PlanReader;
  readonly context: PlanContext;
  /** What earlier rounds read. */
  readonly known: KnownFacts;
  /** `owner/name` of the target; undefined where nobody knows it. */
  readonly knownRepository?: string;
}

/** What is built of a target as it stands. What is still to be read for an answer the reader of the round notes. */
export class TargetBuilds {
  readonly source: TextSource;
  private found: readonly EntryPoint[] | undefined;
  private reached: ReadonlySet<string> | undefined;

  constructor(private readonly round: BuildsContext) {
    const { entries } = round.snapshot.index;
    this.source = standingTree(entries, round.reader, round.known);
  }

  /** Every folder of the target. */
  get folders(): ReadonlySet<string> {
    return foldersIn(this.source.entries);
  }

  /**
   * The folders that are built of these paths.
   *
   * @param around - of the categories only those that lead to one of these folders; default: all
   */
  entryPoints(entries: TreeEntries = this.source.entries, around?: ReadonlySet<string>): EntryPoint[] {
    const { root, entryPoints: setting } = this.round.context.config;
    return entryPointsOf({
      entries,
      root,
      found: this.named(),
      ...(setting && { setting }),
      ...(around && { around }),
    });
  }

  /** Whether some build takes a file that stands, or would if it were whole. */
  reaches(file: string): boolean {
    this.reached ??= this.files();
    return this.reached.has(file);
  }

  /** What whoever builds a folder without kustomization takes from it, as a kustomization would list it. */
  taken(folder: string): readonly string[] {
    const { tree, missing } = followEntryPoint(this.source, { path: folder, origin: 'category' });
    for (const path of missing) this.round.reader.look(path);
    return tree?.facts.resources.map(({ value }) => value) ?? [];
  }

  private files(): ReadonlySet<string> {
    const files = new Set<string>();
    let followed = 0;
    for (const entryPoint of this.entryPoints()) {
      if (followed > MAX_FOLLOWED) break;
      const build = followEntryPoint(this.source, entryPoint);
      for (const path of build.missing) this.round.reader.look(path);
      followed += build.followed + 1;
      // Whoever takes a folder as it is takes what is to be listed only as long as nothing is.
      if (build.builder === 'kustomize' || entryPoint.origin !== 'category') {
        for (const { file } of build.files) files.add(file);
      }
    }
    return files;
  }

  private named(): readonly EntryPoint[] {
    if (this.found !== undefined) return this.found;
    const { reader, snapshot, context, knownRepository: slug } = this.round;
    const texts: (readonly [string, string])[] = [];
    for (const path of entryPointFiles(snapshot.index.entries, context.config.root)) {
      const text = reader.look(path);
      if (typeof text === 'string') texts.push([path, text]);
    }
    // The folders of a tree are many, and few trees have files that name any.
    return (this.found = texts.length === 0 ? [] : findEntryPoints(texts, { folders: this.folders, slug }));
  }
}
