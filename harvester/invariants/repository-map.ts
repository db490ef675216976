import { ToolkitError } from '../../core/errors/toolkit-error';
import { SPECIAL_FILE } from '../../core/snapshot';
import { ledgerUnreadable, type NumberedLine, parseLedgerPath, readLedger as readLines } from '../ledger';
import { ledgerLineProblem } from '../ledger-line';
import type { LocationTarget } from '../locations/location-target';
import { LOCATIONS_PATH } from '../paths';
import type { RegistryScan, ScannedEntry } from '../registry/scan-registry';
import { sameItem, type ListItem } from '../string-list';
import type { RepositoryView } from '../tree/repository-view';
import { choiceOfTree } from '../claim-kinds/choice-of-tree';
import { AppliedSet } from '../tree/applied-set';
import { Manifests } from '../tree/manifests';
import { flatFilesOf, standingClaims, type FoundClaim } from '../tree/standing-claims';
import { StandingTree, type Category } from '../tree/standing-tree';
import type { Problem } from './problem';

const YAML_FILE = /\.ya?ml$/;
const SYMLINK = '120000';
const EMPTY_REGISTRY: RegistryScan = { entries: [], byKey: new Map() };

/** A category with what its kustomization says. */
export interface MappedCategory extends Category {
  /** YAML files directly in it, without its kustomization. */
  readonly flatFiles: readonly string[];
  /** Its kustomization, if there is one. */
  readonly kustomization?: string;
  /** What the kustomization lists; undefined where there is none, or it cannot be read. */
  readonly resources?: readonly ListItem[];
}

/** One ledger that could be read. */
interface FoundLedger {
  readonly path: string;
  readonly category: string;
  readonly lines: readonly NumberedLine[];
}

/** The repository, read once for all checks. */
export interface RepositoryMap {
  readonly view: RepositoryView;
  readonly categories: ReadonlyMap<string, MappedCategory>;
  /** In folders and flat, by path; the first of those that share a file. */
  readonly claims: ReadonlyMap<string, FoundClaim>;
  /** Every claim of a path; more than one where they share a file. */
  readonly claimsByPath: ReadonlyMap<string, readonly FoundClaim[]>;
  readonly registryPath: string;
  /** Undefined where it cannot be read; without entries where there is none. */
  readonly registry: RegistryScan | undefined;
  /** The first entry of each `path`. */
  readonly entryByPath: ReadonlyMap<string, ScannedEntry>;
  readonly locations: readonly LocationTarget[] | undefined;
  readonly ledgers: readonly FoundLedger[];
  /** Files that a program declares, by the lines that count in all ledgers. */
  readonly owned: ReadonlySet<string>;
  /** The ledger that names a file, by a line that counts, in a ledger that can be read as a whole or not. */
  readonly namedIn: ReadonlyMap<string, string>;
  /** Files that could not be read; grows while checks read further ones. */
  readonly unreadable: readonly Problem[];
  /** Every folder of the repository. */
  readonly directories: ReadonlySet<string>;
  /** What reaches a cluster. */
  readonly applied: AppliedSet;
  /** Lines of category kustomizations that list what is listed already, as `<path>:<line>`. */
  readonly twins: ReadonlySet<string>;
  /** The kustomization of a folder, if it has one. */
  kustomizationIn(folder: string): string | undefined;
}

/** Reads the whole of a view. Nothing is judged here but whether files can be read. */
export function mapRepository(view: RepositoryView): RepositoryMap {
  const { index, root } = view;
  const tree = new StandingTree(view);
  const { registryPath } = tree;
  const unreadable: Problem[] = [];
  const ledgers: FoundLedger[] = [];
  const owned = new Set<string>();
  const namedIn = new Map<string, string>();
  const directories = new Set<string>();
  for (const [path, { mode }] of index.entries) {
    addDirectories(directories, path);
    if (mode === SPECIAL_FILE && (YAML_FILE.test(path) || path.endsWith('.ledger'))) {
      cannotRead(path, undefined, 'it is a pipe, a socket or a device');
    }
  }
  for (const [path, reason] of view.unread ?? []) cannotRead(path, undefined, reason);
  for (const [path, reason] of index.closedFolders ?? []) {
    if (path === root || path.startsWith(`${root}/`)) cannotRead(path, undefined, `the folder: ${reason}`);
  }
  for (const path of tree.ledgerPaths) readLedger(path);
  const categories = new Map<string, MappedCategory>();
  for (const category of tree.categories.values()) categories.set(category.name, mapCategory(category));
  const registry = !index.entries.has(registryPath)
    ? EMPTY_REGISTRY
    : (view.registry ?? attempt(registryPath, () => tree.registry));
  const locations = index.entries.has(LOCATIONS_PATH) ? attempt(LOCATIONS_PATH, () => tree.locations()) : [];
  const manifests = new Manifests(view.contents);
  const readable = new StandingTree(registry === undefined ? withoutRegistry(view, registryPath) : view);
  const choice = choiceOfTree(readable, manifests, { ...view.kinds, owned });
  const found = standingClaims(readable, { manifests, choice, owned, onUnreadable: cannotRead });
  return {
    view,
    categories,
    claims: byPath(found),
    claimsByPath: allByPath(found),
    registryPath,
    registry,
    entryByPath: registry === undefined ? new Map() : tree.entryByPath,
    locations,
    ledgers,
    owned,
    namedIn,
    unreadable,
    directories,
    applied: new AppliedSet(view),
    twins: twinsIn(categories.values()),
    kustomizationIn: (folder) => tree.kustomizationIn(folder),
  };

  function mapCategory(category: Category): MappedCategory {
    const flatFiles = flatFilesOf(category);
    const kustomization = tree.kustomizationIn(category.path);
    if (kustomization === undefined) return { ...category, flatFiles };
    const resources = attempt(kustomization, () => tree.resources(kustomization));
    return { ...category, flatFiles, kustomization, resources };
  }

  function readLedger(path: string): void {
    const category = parseLedgerPath(root, path)?.category ?? '';
    const lines = attempt(path, (text) => {
      const read = readLines(text);
      for (const line of read.lines) {
        if (ledgerLineProblem(line, root, category) === undefined) namedIn.set(line.path, path);
      }
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
      const isTold = index.entries.get(path)?.mode === SPECIAL_FILE || view.unread?.has(path) === true;
      if (!isTold && view.elsewhere?.has(path) !== true) {
        cannotRead(path, undefined, 'the content is not there to be read');
      }
      return undefined;
    }
    if (index.entries.get(path)?.mode === SYMLINK) {
      cannotRead(path, undefined, 'it is a symbolic link, which is not followed');
      return undefined;
    }
    try {
      return read(text);
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      const line = typeof error.data['line'] === 'number' ? error.data['line'] : 1;
      cannotRead(path, line, error.message.replace(`${path}:${line}: `, ''));
      return undefined;
    }
  }

  function cannotRead(path: string, line: number | undefined, message: string): void {
    unreadable.push({
      code: 'file-unreadable',
      path,
      ...(line !== undefined && { line }),
      message,
      repairable: false,
    });
  }
}

function twinsIn(categories: Iterable<MappedCategory>): ReadonlySet<string> {
  const twins = new Set<string>();
  for (const { kustomization = '', resources = [] } of categories) {
    const seen = new Set<string>();
    for (const { value, line } of resources) {
      if (seen.has(sameItem(value))) twins.add(`${kustomization}:${line}`);
      seen.add(sameItem(value));
    }
  }
  return twins;
}

/** What cannot be read says nothing of claims. */
function withoutRegistry(view: RepositoryView, path: string): RepositoryView {
  const contents = new Map(view.contents);
  contents.delete(path);
  return { ...view, contents };
}

function byPath(found: readonly FoundClaim[]): ReadonlyMap<string, FoundClaim> {
  const claims = new Map<string, FoundClaim>();
  for (const claim of found) if (!claims.has(claim.path)) claims.set(claim.path, claim);
  return claims;
}

function allByPath(found: readonly FoundClaim[]): ReadonlyMap<string, readonly FoundClaim[]> {
  const claims = new Map<string, FoundClaim[]>();
  for (const claim of found) {
    const same = claims.get(claim.path);
    if (same === undefined) claims.set(claim.path, [claim]);
    else same.push(claim);
  }
  return claims;
}

function addDirectories(directories: Set<string>, path: string): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash);
    if (directories.has(directory)) return;
    directories.add(directory);
  }
}
