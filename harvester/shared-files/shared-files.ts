import { categoryKustomizationPath, locationTarget, registryPath } from '../paths';
import { editRegistry } from '../registry/edit-registry';
import type { RegistryEdit } from '../registry/registry-edit';
import { LocationsFile } from './locations-file';
import type { SharedFile } from './shared-file';
import { SharedList } from './shared-list';

/** A claim's folder, and which shared files list it; default: both. */
export interface ListedFolder {
  readonly category: string;
  readonly name: string;
  /** The kustomization with it among its resources; false: none. Default: that of the category. */
  readonly kustomization?: string | false;
  /** Whether the catalog locations list it. */
  readonly inCatalog?: boolean;
  /** Its catalog file from the top of the repository, where it is called otherwise than usual. */
  readonly catalogFile?: string;
}

/** From the folder of the locations. */
const TO_TOP = '../';

/** The one writer of what shared files say of claims: kustomizations of categories, catalog locations, registry. */
export class SharedFiles {
  private readonly lists = new Map<string, SharedList>();
  private readonly byCategory = new Map<string, SharedList>();
  private readonly entries: RegistryEdit[] = [];
  private locationsFile: LocationsFile | undefined;

  /**
   * @param slug - `owner/name` of the target; empty where nobody knows it
   * @param names - files that have another name than usual, see `otherNames`
   */
  constructor(
    private readonly root: string,
    private readonly slug: string,
    private readonly names: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A claim with a folder of its own is listed. */
  add(folder: ListedFolder): void {
    this.kustomizationOf(folder)?.add(folder.name);
    if (folder.inCatalog !== false) this.locations.add(this.locationOf(folder));
  }

  /** The folder of a claim is listed no more, unless it is added too. */
  remove(folder: ListedFolder): void {
    this.kustomizationOf(folder)?.remove(folder.name);
    if (folder.inCatalog !== false) this.locations.remove(this.locationOf(folder));
  }

  /** Identity belongs to whoever edits here, everything else of an entry stays. */
  edit(entry: RegistryEdit): void {
    this.entries.push(entry);
  }

  /** The kustomization of a category. */
  category(name: string): SharedList {
    let list = this.byCategory.get(name);
    if (list === undefined) {
      const usual = categoryKustomizationPath(this.root, name);
      this.byCategory.set(name, (list = this.resources(this.names.get(usual) ?? usual)));
    }
    return list;
  }

  /** Kustomizations by category, as far as {@link category} or {@link add} spoke of them. */
  get categories(): ReadonlyMap<string, SharedList> {
    return this.byCategory;
  }

  /** Any other kustomization. */
  resources(path: string): SharedList {
    return this.list(path, () => SharedList.resources(path));
  }

  get locations(): LocationsFile {
    return (this.locationsFile ??= new LocationsFile(this.slug));
  }

  /** Every file that was spoken of, and the registry. */
  get files(): readonly SharedFile[] {
    const path = registryPath(this.root);
    const edited = (text: string | undefined): string | undefined =>
      this.entries.length === 0 ? text : editRegistry(text, this.entries, path);
    const locations = this.locationsFile === undefined ? [] : [this.locationsFile];
    return [...this.lists.values(), ...locations, { path, edited }];
  }

  private kustomizationOf({ category, kustomization }: ListedFolder): SharedList | undefined {
    if (kustomization === false) return undefined;
    return kustomization === undefined ? this.category(category) : this.resources(kustomization);
  }

  private locationOf({ category, name, catalogFile }: ListedFolder): string {
    const usual = locationTarget(this.root, category, name);
    const other = catalogFile ?? this.names.get(usual.slice(TO_TOP.length));
    return other === undefined ? usual : `${TO_TOP}${other}`;
  }

  private list(path: string, create: () => SharedList): SharedList {
    let list = this.lists.get(path);
    if (list === undefined) this.lists.set(path, (list = create()));
    return list;
  }
}
