import { catalogFileIn } from '../claim-files/catalog-file';
import { isClaimFile } from '../claim-files/role-of-file';
import type { ObjectIdentity } from '../../core/object-identity';
import { readManifest } from './manifest';
import { KUSTOMIZATION_FILES, type Category, type StandingTree } from './standing-tree';

const YAML_FILE = /\.ya?ml$/;

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

/**
 * Every claim of a tree by its path.
 *
 * @param onUnreadable - gets the files that may be claims and cannot be read
 */
export function standingClaims(
  tree: StandingTree,
  onUnreadable: (path: string, line: number, problem: string) => void,
): ReadonlyMap<string, FoundClaim> {
  const claims = new Map<string, FoundClaim>();
  for (const category of tree.categories.values()) {
    for (const folder of category.folders.values()) {
      const manifests = folder.files.filter((file) => isManifestIn(folder.path, file));
      const holdsClaim =
        manifests.length === 1 || catalogFileIn(tree.source.index, folder.path) !== undefined;
      if (!holdsClaim) continue;
      for (const file of manifests) {
        add(file, { category: category.name, name: folder.name, path: folder.path, flat: false });
      }
    }
    for (const file of flatFilesOf(category)) {
      const name = file.slice(category.path.length + 1).replace(YAML_FILE, '');
      add(file, { category: category.name, name, path: file, flat: true });
    }
  }
  return claims;

  function add(file: string, place: Pick<FoundClaim, 'category' | 'name' | 'path' | 'flat'>): void {
    const text = tree.source.contents.get(file);
    if (text === undefined) return;
    const manifest = readManifest(text, file);
    if (!manifest.readable) {
      onUnreadable(file, manifest.line, manifest.problem);
      return;
    }
    // Several documents in one file: the one that is named like its place is the claim.
    const object = manifest.objects.find(({ name }) => name === place.name) ?? manifest.objects[0];
    if (object !== undefined && !claims.has(place.path)) claims.set(place.path, { ...place, file, object });
  }
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
