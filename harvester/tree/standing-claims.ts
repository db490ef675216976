import type { ClaimChoice } from '../claim-kinds/claim-choice';
import { isClaimFile } from '../claim-files/role-of-file';
import type { ObjectIdentity } from '../../core/object-identity';
import { belowRoot, inRoot } from '../paths';
import { placeClaims, type ClaimObject } from './claim-placement';
import { FolderLists } from './folder-lists';
import type { Manifests } from './manifests';
import type { Category, StandingTree } from './standing-tree';

const YAML_FILE = /\.ya?ml$/;

/** A claim in a folder of its own, or in a file without one. */
export interface FoundClaim {
  /** Folders below the claims root. */
  readonly category: string;
  /** Folder name, or the file's name without extension; where several claims stand in a file, or it lies deeper, the object's. */
  readonly name: string;
  /** Folder, or the file. */
  readonly path: string;
  readonly file: string;
  readonly object: ObjectIdentity;
  /** It is known by its file, which may hold other claims, too. */
  readonly flat: boolean;
  /** It has a folder of its own, but a kustomization above lists the file and not the folder. */
  readonly isListedAlone?: true;
}

/** How claims are found. */
export interface FindOptions {
  readonly manifests: Manifests;
  readonly choice: ClaimChoice;
  /** Files that ledgers name: what stands in them is a claim of whatever kind. */
  readonly owned: ReadonlySet<string>;
  /** Gets the files that may be claims and cannot be read. */
  readonly onUnreadable: (path: string, line: number, problem: string) => void;
}

/** Every claim of a tree, by the order of the files; the one answer for adopting and verifying. */
export function standingClaims(tree: StandingTree, options: FindOptions): FoundClaim[] {
  const { root } = tree.source;
  const lists = new FolderLists(tree);
  const claims: ClaimObject[] = [];
  const inFile = new Map<string, number>();
  for (const path of manifestFiles(tree)) {
    const file = belowRoot(root, path) ?? path;
    const objects = claimsIn(path, options);
    inFile.set(file, objects.length);
    for (const object of objects) claims.push({ file, object });
  }
  const placements = placeClaims(claims, {
    gathers: (folder) => lists.gathersFolders(inRoot(root, folder)),
  });
  return claims.map((claim) => {
    const { file, object } = claim;
    const { category, ownFolder } = placements.get(claim) ?? { category: '' };
    if (ownFolder !== undefined) {
      const path = inRoot(root, `${category}/${ownFolder}`);
      const isListedAlone = lists.isListedFromAbove(inRoot(root, file))
        ? { isListedAlone: true as const }
        : {};
      return {
        category,
        name: ownFolder,
        path,
        file: inRoot(root, file),
        object,
        flat: false,
        ...isListedAlone,
      };
    }
    const inCategory = file.slice(category.length + 1);
    const isAlone = inFile.get(file) === 1 && !inCategory.includes('/');
    const name = isAlone ? inCategory.replace(YAML_FILE, '') : object.name;
    return { category, name, path: inRoot(root, file), file: inRoot(root, file), object, flat: true };
  });
}

/** YAML files of a tree that may hold claims: all in folders below the root but those that go with claims. */
export function manifestFiles(tree: StandingTree): string[] {
  const { entries } = tree.source.index;
  const files: string[] = [];
  for (const category of tree.categories.values()) {
    const inFolders = [...category.folders.values()].flatMap((folder) => folder.files);
    for (const file of [...category.files, ...inFolders]) {
      const below = file.slice(category.path.length + 1);
      if (!YAML_FILE.test(below) || !isClaimFile(file) || /(?:^|\/)\./.test(below)) continue;
      if (entries.get(file)?.mode.startsWith('100') === true) files.push(file);
    }
  }
  return files;
}

/**
 * The claims of a file. Where the first object is the one that the file is about (the registry has it alone, or it is called like file or
 * folder), the others are further documents of it.
 */
function claimsIn(file: string, options: FindOptions): readonly ObjectIdentity[] {
  const { manifests, choice, owned, onUnreadable } = options;
  const manifest = manifests.of(file);
  if (manifest === undefined) return [];
  if (!manifest.readable) {
    onUnreadable(file, manifest.line, manifest.problem);
    return [];
  }
  const { objects } = manifest;
  const [first] = objects;
  const claims = objects.filter((object) => choice.isClaim(file, object));
  if (first === undefined || (claims.length === 0 && !owned.has(file))) return [];
  if (claims.length === 0) return [first];
  if (claims.length === 1 || claims[0] !== first) return claims;
  const registered = claims.filter((object) => choice.isRegistered(file, object));
  const isNamed = registered.length === 0 && placeNames(file).includes(first.name);
  return (registered.length === 1 && registered[0] === first) || isNamed ? [first] : claims;
}

function placeNames(file: string): string[] {
  const [folder = '', name = ''] = file.split('/').slice(-2);
  return [folder, name.replace(YAML_FILE, '')];
}

/** YAML files directly in a category, without its kustomization. */
export function flatFilesOf(category: Category): string[] {
  return category.files.filter((file) => YAML_FILE.test(file) && isClaimFile(file));
}
