import { ToolkitError } from '../../core/errors/toolkit-error';
import { SPECIAL_FILE } from '../../core/snapshot';
import { ledgerUnreadable, type NumberedLine, parseLedgerPath, readLedger as readLines } from '../ledger';
import { ledgerLineProblem } from '../ledger-line';
import { LOCATIONS_PATH, registryPath as registryPathOf } from '../paths';
import { scanRegistry, type RegistryScan, type ScannedEntry } from '../registry/scan-registry';
import { readStringList, sameItem, type ListItem } from '../string-list';
import type { ObjectIdentity } from '../../core/object-identity';
import { readManifest } from '../invariants/claim-document';
import type { Problem } from '../invariants/problem';
import type { RepositoryView } from './repository-view';

const YAML_FILE = /\.ya?ml$/;
const EMPTY_REGISTRY: RegistryScan = { entries: [], byKey: new Map() };

/** Names under which kustomize finds a kustomization. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** A folder directly below a category. */
export interface Folder {
  readonly path: string;
  readonly name: string;
  /** Every path in it, at any depth. */
  readonly files: string[];
}

/** A claim in a folder of its own, or a legacy flat file. */
export interface FoundClaim {
  readonly category: string;
  /** Folder name, or the flat file's name without extension. */
  readonly name: string;
  /** Folder, or the flat file. */
  readonly path: string;
  readonly file: string;
  readonly object: ObjectIdentity;
  readonly flat: boolean;
}

/** A folder directly below the claims root. */
export interface CategoryFolder {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, Folder>;
  /** YAML files directly in it, without its kustomization. */
  readonly flatFiles: string[];
  /** Its kustomization, if there is one. */
  kustomization?: string;
  /** What the kustomization lists; undefined where there is none, or it cannot be read. */
  resources?: readonly ListItem[];
  /** Names of the folders that it lists, whole or a file in them. */
  listed: ReadonlySet<string>;
}

/** One ledger that could be read. */
export interface FoundLedger {
  readonly path: string;
  readonly category: string;
  readonly lines: readonly NumberedLine[];
}

/** The repository, read once for all checks. */
export interface RepositoryMap {
  readonly view: RepositoryView;
  readonly categories: ReadonlyMap<string, CategoryFolder>;
  /** In folders and flat, by path. */
  readonly claims: ReadonlyMap<string, FoundClaim>;
  readonly registryPath: string;
  /** Undefined where it cannot be read; without entries where there is none. */
  readonly registry: RegistryScan | undefined;
  /** The first entry of each `path`. */
  readonly entryByPath: ReadonlyMap<string, ScannedEntry>;
  readonly locations: readonly ListItem[] | undefined;
  readonly ledgers: readonly FoundLedger[];
  /** Files that a program declares, by the lines that count in all ledgers. */
  readonly owned: ReadonlySet<string>;
  /** The ledger that names a file, by a line that counts, in a ledger that can be read as a whole or not. */
  readonly namedIn: ReadonlyMap<string, string>;
  /** Files that could not be read; grows while checks read further ones. */
  readonly unreadable: readonly Problem[];
  /** Every folder of the repository. */
  readonly directories: ReadonlySet<string>;
  /** What a kustomization lists; undefined where it cannot be read. */
  resourcesOf(path: string): readonly ListItem[] | undefined;
}

/** Takes the view apart. Nothing is judged here but whether files can be read. */
export function mapRepository(view: RepositoryView): RepositoryMap {
  const { index, root } = view;
  const unreadable: Problem[] = [];
  const categories = new Map<string, CategoryFolder>();
  const ledgerPaths: string[] = [];
  const ledgers: FoundLedger[] = [];
  const owned = new Set<string>();
  const namedIn = new Map<string, string>();
  const directories = new Set<string>();
  for (const [path, { mode }] of index.entries) {
    addDirectories(directories, path);
    if (mode === SPECIAL_FILE && (YAML_FILE.test(path) || path.endsWith('.ledger')))
      cannotRead(path, 'it is a pipe, a socket or a device');
    if (parseLedgerPath(root, path) === undefined) place(categories, root, path);
    else ledgerPaths.push(path);
  }
  for (const path of ledgerPaths.sort()) readLedger(path);
  for (const category of categories.values()) {
    const file = KUSTOMIZATION_FILES.map((name) => `${category.path}/${name}`).find((path) =>
      index.entries.has(path),
    );
    if (file === undefined) continue;
    category.kustomization = file;
    category.resources = resourcesOf(file);
    category.listed = new Set(category.resources?.map((item) => sameItem(item.value).split('/', 1)[0] ?? ''));
  }
  const registryPath = registryPathOf(root);
  const registry = index.entries.has(registryPath)
    ? attempt(registryPath, (text) => scanRegistry(text, registryPath))
    : EMPTY_REGISTRY;
  const locations = index.entries.has(LOCATIONS_PATH)
    ? attempt(LOCATIONS_PATH, (text) => readStringList(text, ['spec', 'targets'], LOCATIONS_PATH))
    : [];
  const claims = new Map<string, FoundClaim>();
  for (const category of categories.values()) findClaims(category, claims);
  const entryByPath = new Map<string, ScannedEntry>();
  for (const entry of registry?.entries ?? []) {
    const path = sameItem(entry.fields.get('path') ?? '');
    if (!entryByPath.has(path)) entryByPath.set(path, entry);
  }
  const found = { view, categories, claims, registryPath, registry, entryByPath, locations, ledgers };
  return { ...found, owned, namedIn, unreadable, directories, resourcesOf };

  function resourcesOf(path: string): readonly ListItem[] | undefined {
    return attempt(path, (text) => readStringList(text, ['resources'], path));
  }

  function readLedger(path: string): void {
    const category = parseLedgerPath(root, path)?.category ?? '';
    const lines = attempt(path, (text) => {
      const read = readLines(text);
      for (const line of read.lines)
        if (ledgerLineProblem(line, root, category) === undefined) namedIn.set(line.path, path);
      if (read.damage !== undefined) throw ledgerUnreadable(path, read.damage);
      return read.lines;
    });
    if (lines === undefined) return;
    ledgers.push({ path, category, lines });
    for (const line of lines) if (ledgerLineProblem(line, root, category) === undefined) owned.add(line.path);
  }

  function attempt<Value>(path: string, read: (text: string) => Value): Value | undefined {
    const text = view.contents.get(path);
    if (text === undefined) {
      if (index.entries.get(path)?.mode !== SPECIAL_FILE)
        cannotRead(path, 'the content is not there to be read');
      return undefined;
    }
    try {
      return read(text);
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      const line = typeof error.data['line'] === 'number' ? error.data['line'] : 1;
      const message = error.message.replace(`${path}:${line}: `, '');
      unreadable.push({ code: 'file-unreadable', path, line, message, repairable: false });
      return undefined;
    }
  }

  function cannotRead(path: string, message: string): void {
    unreadable.push({ code: 'file-unreadable', path, message, repairable: false });
  }

  function findClaims(category: CategoryFolder, found: Map<string, FoundClaim>): void {
    for (const folder of category.folders.values()) {
      const manifests = folder.files.filter((file) => isClaimCandidate(folder.path, file));
      const claimFiles = manifests.length === 1 || folder.files.includes(`${folder.path}/catalog-info.yaml`);
      if (!claimFiles) continue;
      for (const file of manifests) {
        const claim = claimIn(file, {
          category: category.name,
          name: folder.name,
          path: folder.path,
          flat: false,
        });
        if (claim !== undefined && !found.has(claim.path)) found.set(claim.path, claim);
      }
    }
    for (const file of category.flatFiles) {
      const name = file.slice(category.path.length + 1).replace(YAML_FILE, '');
      const claim = claimIn(file, { category: category.name, name, path: file, flat: true });
      if (claim !== undefined) found.set(file, claim);
    }
  }

  function claimIn(
    file: string,
    place: { category: string; name: string; path: string; flat: boolean },
  ): FoundClaim | undefined {
    const text = view.contents.get(file);
    if (text === undefined) return undefined;
    const manifest = readManifest(text, file);
    if (!manifest.readable) {
      const { line, problem: message } = manifest;
      unreadable.push({ code: 'file-unreadable', path: file, line, message, repairable: false });
      return undefined;
    }
    // Several documents in one file: the one that is named like its place is the claim.
    const object = manifest.objects.find(({ name }) => name === place.name) ?? manifest.objects[0];
    return object === undefined ? undefined : { ...place, file, object };
  }
}

function place(categories: Map<string, CategoryFolder>, root: string, path: string): void {
  if (!path.startsWith(`${root}/`)) return;
  const categoryEnd = path.indexOf('/', root.length + 1);
  if (categoryEnd < 0) return;
  const name = path.slice(root.length + 1, categoryEnd);
  if (name.startsWith('.')) return;
  let category = categories.get(name);
  if (category === undefined) {
    category = { name, path: `${root}/${name}`, folders: new Map(), flatFiles: [], listed: new Set() };
    categories.set(name, category);
  }
  const folderEnd = path.indexOf('/', categoryEnd + 1);
  if (folderEnd < 0) {
    const file = path.slice(categoryEnd + 1);
    if (YAML_FILE.test(file) && !(KUSTOMIZATION_FILES as readonly string[]).includes(file))
      category.flatFiles.push(path);
    return;
  }
  const folderName = path.slice(categoryEnd + 1, folderEnd);
  let folder = category.folders.get(folderName);
  if (folder === undefined) {
    folder = { path: path.slice(0, folderEnd), name: folderName, files: [] };
    category.folders.set(folderName, folder);
  }
  folder.files.push(path);
}

/** Any YAML file directly in a claim folder but the two that every one has. */
function isClaimCandidate(folder: string, file: string): boolean {
  const name = file.slice(folder.length + 1);
  if (name.includes('/') || !YAML_FILE.test(name) || name === 'catalog-info.yaml') return false;
  return !(KUSTOMIZATION_FILES as readonly string[]).includes(name);
}

function addDirectories(directories: Set<string>, path: string): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash);
    if (directories.has(directory)) return;
    directories.add(directory);
  }
}
