import type { ClaimModel } from '../core/claim-model';

/** The shared files of a harvester repository, from the top of the target. */
export const LOCATIONS_PATH = '.backstage/catalog-locations.yaml';
export const ROOT_CATALOG_INFO_PATH = 'catalog-info.yaml';

/** The claims root that is the top of the repository. */
export const TOP = '.';

/** A path below the claims root, from the top of the target. */
export function inRoot(root: string, path: string): string {
  return root === TOP ? path : `${root}/${path}`;
}

/** What a path is called from the claims root; undefined for one that is not below it. */
export function belowRoot(root: string, path: string): string | undefined {
  if (root === TOP) return path;
  return path.startsWith(root) && path.charAt(root.length) === '/' ? path.slice(root.length + 1) : undefined;
}

/** Category of a claim, by `<category>/<name>`. */
export function categoryOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0));
}

/** Name of a claim, by `<category>/<name>`: its last segment. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Path of the registry below the claims root. */
export function registryPath(root: string): string {
  return inRoot(root, 'registry.yaml');
}

/** Path of the kustomization that lists the claims of a category. */
export function categoryKustomizationPath(root: string, category: string): string {
  return inRoot(root, `${category}/kustomization.yaml`);
}

/** Folder of a claim that has one of its own. */
export function claimFolder(root: string, category: string, name: string): string {
  return inRoot(root, `${category}/${name}`);
}

/** Entry of `spec.targets` in the catalog locations for a claim folder; locations are relative to `.backstage/`. */
export function locationTarget(root: string, category: string, name: string): string {
  return `../${claimFolder(root, category, name)}/catalog-info.yaml`;
}

/** Where a claim stands. */
export type ClaimPaths =
  | {
      readonly flat: false;
      /** Folder of the claim; also the registry's `path`. */
      readonly folder: string;
      readonly claim: string;
    }
  | {
      /** A claim without a folder of its own: the one file, or a document of it, is all there is; also the registry's `path`. */
      readonly flat: true;
      readonly claim: string;
    };

/**
 * Where a claim goes.
 *
 * @param file - path of the claim's file where the registry or the author says that it has no folder of its own
 */
export function claimPaths(root: string, model: ClaimModel, file: string | undefined): ClaimPaths {
  if (file !== undefined) return { flat: true, claim: file };
  const folder = inRoot(root, model.constructPath);
  return { flat: false, folder, claim: `${folder}/${model.template}.yaml` };
}

/** The file that the author of a claim named, from the top of the target. */
export function authoredFile(
  root: string,
  { category, file }: Pick<ClaimModel, 'category' | 'file'>,
): string | undefined {
  return file === undefined ? undefined : inRoot(root, `${category}/${file}`);
}

/** The `path` that the registry gives for a claim. */
export function registeredPath(paths: ClaimPaths): string {
  return paths.flat ? paths.claim : paths.folder;
}

/**
 * The flat file that a registry `path` names, if it is one directly below the category folder.
 * Other values (`.`, a folder, something outside) are none.
 */
export function flatFileOf(root: string, category: string, path: string | undefined): string | undefined {
  const file = claimFileOf(root, category, path);
  return file?.includes('/', inRoot(root, category).length + 1) === true ? undefined : file;
}

/** The file that a registry `path` names, if it is one below the category folder, however deep. */
export function claimFileOf(root: string, category: string, path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith(`${inRoot(root, category)}/`)) return undefined;
  return /\.ya?ml$/.test(path) && !path.endsWith('/kustomization.yaml') ? path : undefined;
}
