import { isInClosedFolder } from '../../core/snapshot';
import { defaultEntryPoints } from '../applied/default-entry-points';
import { entryPointsOf } from '../applied/entry-points';
import { BuiltIdentities } from '../applied/built-identities';
import type { BuildProblem, FolderNode } from '../applied/build-tree';
import { findEntryPoints } from '../applied/find-entry-points';
import {
  type AppliedBuild,
  MAX_FOLLOWED,
  type ReachedFile,
  resolveEntryPoint,
} from '../applied/resolve-entry-point';
import { TextSource } from '../applied/text-source';
import { foldersIn, foldersOf, isIn } from '../applied/tree-paths';
import { type RepositoryView, slugOf } from './repository-view';

/** What the kustomizations of a standing tree give its clusters. */
export class AppliedSet {
  /** The folders that are built, as far as the tree or a setting says. */
  readonly builds: readonly AppliedBuild[];
  /** Files that have to be read before this says all. */
  readonly missing: ReadonlySet<string>;
  private readonly ways = new Map<string, ReachedFile[]>();
  private readonly named = new Set<string>();
  /** Folders that a kustomization lists, by the kustomization. */
  private readonly listed = new Map<string, string>();
  private readonly touched: ReadonlySet<string>;
  private readonly unsure: readonly string[];
  private readonly all: readonly AppliedBuild[];
  private built: BuiltIdentities | undefined;

  constructor(private readonly view: RepositoryView) {
    const { index, contents, root, unread } = view;
    const folders = foldersIn(index.entries);
    const found = findEntryPoints(contents, { folders, slug: slugOf(view) });
    const { entries } = index;
    const source = new TextSource(entries, (path) => {
      const problem = unread?.get(path);
      return problem === undefined ? contents.get(path) : { problem, line: 1 };
    });
    const setting = view.entryPoints === undefined ? {} : { setting: view.entryPoints };
    const said = entryPointsOf({ entries, root, found, ...setting });
    // What another repository may build is looked through as well: nothing that some kustomization lists counts for nothing.
    const others = defaultEntryPoints(entries, root).filter(
      ({ path }) => !said.some((one) => one.path === path),
    );
    const all: AppliedBuild[] = [];
    let followed = 0;
    for (const entryPoint of [...said, ...others]) {
      if (followed > MAX_FOLLOWED) break;
      const build = resolveEntryPoint(source, entryPoint);
      followed += build.followed + 1;
      all.push(build);
    }
    this.all = all;
    this.builds = all.filter((build) => said.includes(build.entryPoint) && isWhole(build));
    for (const build of all) this.add(build);
    this.missing = new Set(all.flatMap(({ missing }) => [...missing]));
    this.touched = foldersOf([
      ...this.ways.keys(),
      ...this.named,
      ...[...this.listed.keys()].map((path) => `${path}/x`),
    ]);
    const isAll = followed <= MAX_FOLLOWED;
    this.unsure = [...all.filter(isUnsure).map(({ entryPoint }) => entryPoint.path), ...(isAll ? [] : [''])];
  }

  /** How files are reached; each listing counts, also in what does not build as a whole. */
  waysTo(file: string): readonly ReachedFile[] {
    return this.ways.get(file) ?? [];
  }

  /** What the objects of files are called in the cluster. */
  get identities(): BuiltIdentities {
    return (this.built ??= new BuiltIdentities(this.all));
  }

  /** Whether a kustomization takes a file, as an object or as data; a folder without kustomization takes what stands in it. */
  takes(file: string): boolean {
    return this.ways.has(file) || this.named.has(file);
  }

  /** Whether a kustomization lists a folder, or anything is taken that stands in it. */
  takesFrom(folder: string): boolean {
    return this.touched.has(folder);
  }

  /** The kustomization that lists a folder; undefined where none does. */
  listerOf(folder: string): string | undefined {
    return this.listed.get(folder);
  }

  /** Whether nobody can tell what is applied of a path, because a kustomization above it cannot be read. */
  isUnsure(path: string): boolean {
    return this.unsure.some((folder) => isIn(folder, path)) || isInClosedFolder(this.view.index, path);
  }

  private add({ files, named, tree }: AppliedBuild): void {
    for (const way of files) {
      const ways = this.ways.get(way.file);
      if (ways === undefined) this.ways.set(way.file, [way]);
      else ways.push(way);
    }
    for (const { file } of named) if (file !== undefined) this.named.add(file);
    if (tree !== undefined) this.addListed(tree);
  }

  private addListed(node: FolderNode): void {
    for (const child of [...node.children, ...node.components]) {
      if (child.type !== 'folder') continue;
      // Nobody wrote the kustomization that Flux generates.
      const lister = child.chain.at(-2);
      if (!this.listed.has(child.folder) || lister !== undefined) this.listed.set(child.folder, lister ?? '');
      this.addListed(child);
    }
  }
}

/** A component is a part of others, and builds nothing by itself. */
function isWhole({ entryPoint, tree }: AppliedBuild): boolean {
  return entryPoint.origin !== 'category' || tree?.facts.kind !== 'Component';
}

function isUnsure({ missing, problems }: AppliedBuild): boolean {
  const hides = ({ what }: BuildProblem): boolean => what === 'unreadable' || what === 'ambiguous';
  return missing.size > 0 || problems.some(hides);
}
