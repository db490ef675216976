import type { SnapshotIndex } from '../../core/snapshot';
import { parseLedgerPath } from '../ledger';
import type { LocationTarget } from '../locations/location-target';
import { readLocations } from '../locations/read-locations';
import { belowRoot, inRoot, LOCATIONS_PATH, registryPath, TOP } from '../paths';
import { scanRegistry, type RegistryScan, type ScannedEntry } from '../registry/scan-registry';
import { readStringList, sameItem, type ListItem } from '../string-list';

/** Names under which kustomize finds a kustomization. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** A harvester repository as plain data. */
export interface TreeSource {
  readonly index: SnapshotIndex;
  /** Texts that were read, by path; of files that nobody asks about they may be missing. */
  readonly contents: ReadonlyMap<string, string>;
  /** Folder of the claims from the top of the repository; usually `claims`. */
  readonly root: string;
  /** The registry, where it was read before; its text need not be there then. */
  readonly registry?: RegistryScan;
}

/** A folder directly below a category. */
export interface Folder {
  readonly path: string;
  readonly name: string;
  /** Every path in it, at any depth. */
  readonly files: string[];
}

/** A folder directly below the claims root. */
export interface Category {
  readonly name: string;
  readonly path: string;
  /** Every path directly in it. */
  readonly files: string[];
  readonly folders: Map<string, Folder>;
}

/** What stands where in a repository. Its shared files are read when somebody asks, and may then turn out to be unreadable. */
export class StandingTree {
  /** By name; what starts with a dot is no category. */
  readonly categories = new Map<string, Category>();
  /** Paths directly in the claims root. */
  readonly rootFiles: string[] = [];
  /** Sorted. */
  readonly ledgerPaths: readonly string[];
  readonly registryPath: string;
  private scan: RegistryScan | undefined;
  private byPath: ReadonlyMap<string, ScannedEntry> | undefined;

  constructor(readonly source: TreeSource) {
    const { index, root } = source;
    this.registryPath = registryPath(root);
    const ledgerPaths: string[] = [];
    for (const path of index.entries.keys()) {
      if (parseLedgerPath(root, path) === undefined) this.place(path);
      else ledgerPaths.push(path);
    }
    this.ledgerPaths = ledgerPaths.sort();
  }

  /** Every path in the folder of a claim. */
  filesOf(category: string, name: string): readonly string[] {
    return this.categories.get(category)?.folders.get(name)?.files ?? [];
  }

  /** The kustomization of a folder, if it has one. */
  kustomizationIn(folder: string): string | undefined {
    const start = folder === TOP || folder === '' ? '' : `${folder}/`;
    return KUSTOMIZATION_FILES.map((name) => `${start}${name}`).find((path) =>
      this.source.index.entries.has(path),
    );
  }

  /**
   * What a kustomization lists; nothing where its text is not there.
   *
   * @throws ToolkitError `target-file-unreadable`
   */
  resources(kustomization: string): readonly ListItem[] {
    return this.list(kustomization, ['resources']);
  }

  /**
   * The targets of the catalog locations; none where their text is not there.
   *
   * @throws ToolkitError `target-file-unreadable`
   */
  locations(): readonly LocationTarget[] {
    const text = this.source.contents.get(LOCATIONS_PATH);
    return text === undefined ? [] : readLocations(text, LOCATIONS_PATH);
  }

  /**
   * The registry; undefined where there is none, or its text is not there.
   *
   * @throws ToolkitError `registry-unreadable`
   */
  get registry(): RegistryScan | undefined {
    if (this.source.registry !== undefined) return this.source.registry;
    const text = this.source.contents.get(this.registryPath);
    if (text === undefined) return undefined;
    return (this.scan ??= scanRegistry(text, this.registryPath));
  }

  /**
   * The first registry entry of each `path`.
   *
   * @throws ToolkitError `registry-unreadable`
   */
  get entryByPath(): ReadonlyMap<string, ScannedEntry> {
    return (this.byPath ??= firstByPath(this.registry?.entries ?? []));
  }

  private list(file: string, keys: readonly string[]): readonly ListItem[] {
    const text = this.source.contents.get(file);
    return text === undefined ? [] : readStringList(text, keys, file);
  }

  private place(path: string): void {
    const { root } = this.source;
    const below = belowRoot(root, path);
    if (below === undefined) return;
    const start = path.length - below.length;
    const categoryEnd = path.indexOf('/', start);
    if (categoryEnd < 0) {
      this.rootFiles.push(path);
      return;
    }
    const name = path.slice(start, categoryEnd);
    if (name.startsWith('.')) return;
    let category = this.categories.get(name);
    if (category === undefined) {
      this.categories.set(
        name,
        (category = { name, path: inRoot(root, name), files: [], folders: new Map() }),
      );
    }
    const folderEnd = path.indexOf('/', categoryEnd + 1);
    if (folderEnd < 0) {
      category.files.push(path);
      return;
    }
    const folderName = path.slice(categoryEnd + 1, folderEnd);
    let folder = category.folders.get(folderName);
    if (folder === undefined) {
      category.folders.set(
        folderName,
        (folder = { path: path.slice(0, folderEnd), name: folderName, files: [] }),
      );
    }
    folder.files.push(path);
  }
}

function firstByPath(entries: readonly ScannedEntry[]): ReadonlyMap<string, ScannedEntry> {
  const byPath = new Map<string, ScannedEntry>();
  for (const entry of entries) {
    const path = sameItem(entry.valueOf('path') ?? '');
    if (!byPath.has(path)) byPath.set(path, entry);
  }
  return byPath;
}
