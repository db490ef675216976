import { isUnreadable } from '../../harvester/applied/answer';
import type { TextSource } from '../../harvester/applied/text-source';
import { folderOf } from '../../harvester/applied/tree-paths';
import { belowRoot, categoryKustomizationPath, inRoot, TOP } from '../../harvester/paths';
import type { SharedFiles } from '../../harvester/shared-files/shared-files';
import type { SharedList } from '../../harvester/shared-files/shared-list';
import { sameItem } from '../../harvester/string-list';
import type { DesiredClaim } from './desired-claim';
import { fileOfDocument } from './document-path';
import type { PlanRound } from './plan-round';

/** The kustomization that lists what stands in a folder. */
interface Listing {
  readonly list: SharedList;
  /** What its entries for the folder begin with: the way from its own folder to that one, with a slash at the end; empty for its own. */
  readonly prefix: string;
  /** The claims that it lists, or will. */
  readonly claims: DesiredClaim[];
  /** Entries of claims without a folder of their own. */
  readonly files: Set<string>;
}

const YAML_FILE = /\.ya?ml$/;

/**
 * Lists claims in the kustomizations that the target has, in the way in which it does so: under their names, in whichever folder they stand. What
 * is reached already gets no further entry, and a folder with manifests and no kustomization gets none.
 */
export class ClaimListing {
  private readonly source: TextSource;
  private readonly byCategory = new Map<string, Listing | undefined>();
  private foldersWithManifests: ReadonlySet<string> | undefined;

  constructor(
    private readonly round: PlanRound,
    private readonly shared: SharedFiles,
  ) {
    this.source = round.builds.source;
  }

  /** A claim that stands, or will. */
  add(claim: DesiredClaim): void {
    const { model } = claim;
    if (!this.round.artifacts.kustomizations) return;
    const listing = this.of(model.category);
    if (listing === undefined) return;
    listing.claims.push(claim);
    const entry = this.entryOf(claim, listing);
    // Several claims may stand in one file.
    if (claim.paths.flat && listing.files.has(entry)) return;
    if (claim.paths.flat) listing.files.add(entry);
    listing.list.add(entry);
  }

  /** Claims that the target's own lists do not reach, and the planned ones do: `<category>/<name>` of each. */
  listedAnew(isEdited: (path: string) => boolean): string[] {
    const constructs: string[] = [];
    for (const listing of new Set(this.byCategory.values())) {
      if (listing === undefined || !isEdited(listing.list.path)) continue;
      const missing = new Set(listing.list.missingIn(this.round.reader.text(listing.list.path) ?? ''));
      for (const claim of listing.claims) {
        if (missing.has(this.entryOf(claim, listing))) constructs.push(claim.model.constructPath);
      }
    }
    return constructs;
  }

  private entryOf({ model, paths }: DesiredClaim, { prefix }: Listing): string {
    return paths.flat ? this.fileEntry(model.category, paths.claim, prefix) : `${prefix}${model.name}`;
  }

  private fileEntry(category: string, claimPath: string, prefix: string): string {
    const { root } = this.round.context.config;
    return `${prefix}${fileOfDocument(claimPath).slice(inRoot(root, category).length + 1)}`;
  }

  /** A claim that leaves its place: no list names its folder any more. */
  leaveFolder({ category, name }: { readonly category: string; readonly name: string }): void {
    const listing = this.of(category);
    listing?.list.remove(`${listing.prefix}${name}`);
  }

  /**
   * A file that goes is named by no kustomization that stands in its folder or above it, up to the root.
   *
   * @param own - files of claims, which are decided about elsewhere
   */
  leaveFile(path: string, own: ReadonlySet<string>): void {
    const { root } = this.round.context.config;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const kustomization = this.kustomizationIn(folder);
      if (kustomization !== undefined && !own.has(kustomization)) {
        const entry = folder === '' ? path : path.slice(folder.length + 1);
        if (this.lists(kustomization, entry)) this.shared.resources(kustomization).remove(entry);
      }
      if (folder === '' || folder === root || belowRoot(root, folder) === undefined) return;
    }
  }

  /** The kustomization in which the claims of a category are listed; undefined: none does so, and none is made. */
  private of(category: string): Listing | undefined {
    if (!this.byCategory.has(category)) this.byCategory.set(category, this.find(category));
    return this.byCategory.get(category);
  }

  private find(category: string): Listing | undefined {
    const { root } = this.round.context.config;
    const folder = inRoot(root, category);
    const own = this.kustomizationIn(folder);
    if (own !== undefined) return this.listing(own, '');
    const above = this.listingAbove(folder, (entry, prefix) => entry.startsWith(prefix));
    if (above !== undefined) return this.listing(above.path, above.prefix);
    const hasManifests = this.hasManifests(folder);
    if (hasManifests && this.round.context.config.artifacts?.kustomizations !== true) return undefined;
    this.listCategory(folder);
    const listing = this.listing(categoryKustomizationPath(root, category), '');
    // Asked for: then it lists all that was applied without it.
    if (hasManifests) for (const entry of this.round.builds.taken(folder)) listing.list.add(entry);
    return listing;
  }

  private listing(path: string, prefix: string): Listing {
    const listing: Listing = { list: this.shared.resources(path), prefix, claims: [], files: new Set() };
    let byEntry: ReadonlyMap<string, string> | undefined;
    listing.list.unless((item, listed) => {
      byEntry ??= new Map(
        this.claimsOf(path).map(([claim, one]) => [this.entryOf(claim, one), claim.paths.claim]),
      );
      const claimPath = byEntry.get(item);
      if (claimPath === undefined) return false;
      const file = fileOfDocument(claimPath);
      const start = folderOf(path);
      return listed.has(start === '' ? file : file.slice(start.length + 1)) || this.isReached(file);
    });
    return listing;
  }

  /** Of one kustomization, for whichever categories it lists them. */
  private claimsOf(path: string): (readonly [DesiredClaim, Listing])[] {
    return [...this.byCategory.values()].flatMap((listing) =>
      listing?.list.path === path ? listing.claims.map((claim) => [claim, listing] as const) : [],
    );
  }

  /** A new category is listed where the others beside it are. */
  private listCategory(folder: string): void {
    const beside = folderOf(folder);
    const siblings = this.listingAbove(folder, (entry, prefix) => {
      const parent = prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);
      const name = sameItem(entry).slice(parent.length);
      if (!entry.startsWith(parent) || name === '' || name.includes('/')) return false;
      return this.kustomizationIn(beside === '' ? name : `${beside}/${name}`) !== undefined;
    });
    if (siblings === undefined) return;
    this.shared.resources(siblings.path).add(sameItem(siblings.prefix));
  }

  /** The nearest kustomization above a folder, no further than the root, with an entry that fits. */
  private listingAbove(
    folder: string,
    fits: (entry: string, prefix: string) => boolean,
  ): { readonly path: string; readonly prefix: string } | undefined {
    const { root } = this.round.context.config;
    const top = root === TOP ? '' : root;
    for (let above = folder; above !== top && above !== '';) {
      above = folderOf(above);
      const path = this.kustomizationIn(above);
      if (path === undefined) continue;
      const prefix = `${above === '' ? folder : folder.slice(above.length + 1)}/`;
      const facts = this.source.kustomization(path);
      // What is still to be read is noted, and the plan made anew.
      if (facts === 'unread' || isUnreadable(facts)) return undefined;
      if (facts.resources.some(({ value }) => fits(value.replace(/^(?:\.\/)+/, ''), prefix))) {
        return { path, prefix };
      }
    }
    return undefined;
  }

  private kustomizationIn(folder: string): string | undefined {
    return this.round.reader.kustomizationIn(folder === TOP ? '' : folder);
  }

  private lists(kustomization: string, entry: string): boolean {
    const facts = this.source.kustomization(kustomization);
    if (facts === 'unread' || isUnreadable(facts)) return false;
    return facts.resources.some(({ value }) => sameItem(value) === entry);
  }

  /** Whether a file that stands is taken in another way: by `bases`, by way of another folder, by another build. */
  private isReached(file: string): boolean {
    return this.round.reader.entry(file) !== undefined && this.round.builds.reaches(file);
  }

  private hasManifests(folder: string): boolean {
    this.foldersWithManifests ??= manifestFolders(this.round.snapshot.index.entries.keys());
    return this.foldersWithManifests.has(folder);
  }
}

/** Folders below which some manifest stands. */
function manifestFolders(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    if (!YAML_FILE.test(path)) continue;
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
