import type { ClaimChoice } from '../claim-kinds/claim-choice';
import { isClaimFile } from '../claim-files/role-of-file';
import type { ObjectIdentity } from '../../core/object-identity';
import type { Manifests } from './manifests';
import { KUSTOMIZATION_FILES, type Category, type Folder, type StandingTree } from './standing-tree';

const YAML_FILE = /\.ya?ml$/;

/** A claim in a folder of its own, or a file without one. */
export interface FoundClaim {
  readonly category: string;
  /** Folder name, or the file's name without extension. */
  readonly name: string;
  /** Folder, or the file. */
  readonly path: string;
  readonly file: string;
  readonly object: ObjectIdentity;
  readonly flat: boolean;
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

/** Every claim of a tree by its path. */
export function standingClaims(tree: StandingTree, options: FindOptions): ReadonlyMap<string, FoundClaim> {
  const claims = new Map<string, FoundClaim>();
  for (const category of tree.categories.values()) {
    for (const folder of category.folders.values()) {
      const found = folder.files
        .filter((file) => isManifestIn(folder.path, file))
        .flatMap((file) => claimIn(file, folder.name, options));
      const own = found.length === 1 ? found[0] : claimOfFolder(tree, category, folder, found);
      if (own !== undefined) {
        claims.set(folder.path, {
          category: category.name,
          name: folder.name,
          path: folder.path,
          ...own,
          flat: false,
        });
      }
      for (const other of found) if (other !== own) addFlat(category, other);
    }
    for (const file of flatFilesOf(category)) {
      const stem = file.slice(category.path.length + 1).replace(YAML_FILE, '');
      for (const found of claimIn(file, stem, options)) addFlat(category, found);
    }
  }
  return claims;

  function addFlat(category: Category, { file, object }: Found): void {
    const name = file.slice(file.lastIndexOf('/') + 1).replace(YAML_FILE, '');
    claims.set(file, { category: category.name, name, path: file, file, object, flat: true });
  }
}

interface Found {
  readonly file: string;
  readonly object: ObjectIdentity;
}

/** The claim of a file; of several documents the one that is named like its place. */
function claimIn(
  file: string,
  placeName: string,
  { manifests, choice, owned, onUnreadable }: FindOptions,
): Found[] {
  const manifest = manifests.of(file);
  if (manifest === undefined) return [];
  if (!manifest.readable) {
    onUnreadable(file, manifest.line, manifest.problem);
    return [];
  }
  const chosen = manifest.objects.filter((object) => choice.isClaim(file, object));
  const claims = chosen.length === 0 && owned.has(file) ? manifest.objects : chosen;
  const object = claims.find(({ name }) => name === placeName) ?? claims[0];
  return object === undefined ? [] : [{ file, object }];
}

/** Which of several claims has the folder for its own: the one that the registry has there, else the one named like it. */
function claimOfFolder(
  tree: StandingTree,
  category: Category,
  folder: Folder,
  found: readonly Found[],
): Found | undefined {
  if (found.length === 0) return undefined;
  const entry =
    tree.registry?.byKey.get(`${category.name}/${folder.name}`) ?? tree.entryByPath.get(folder.path);
  const template = entry?.fields.get('template')?.toLowerCase();
  const registered = found.filter(({ file, object }) => {
    const stem = file
      .slice(folder.path.length + 1)
      .replace(YAML_FILE, '')
      .toLowerCase();
    return template !== undefined && (stem === template || object.kind.toLowerCase() === template);
  });
  const named = found.filter(({ object }) => object.name === folder.name);
  return [registered, named].find((choice) => choice.length === 1)?.[0];
}

/** YAML files directly in a category, without its kustomization. */
export function flatFilesOf(category: Category): string[] {
  return category.files.filter(
    (file) => YAML_FILE.test(file) && !isKustomization(file.slice(category.path.length + 1)),
  );
}

/** Any YAML file directly in a claim folder but those that go with the claim file. */
function isManifestIn(folder: string, file: string): boolean {
  const name = file.slice(folder.length + 1);
  return !name.includes('/') && YAML_FILE.test(name) && isClaimFile(name) && !isKustomization(name);
}

function isKustomization(name: string): boolean {
  return (KUSTOMIZATION_FILES as readonly string[]).includes(name);
}
