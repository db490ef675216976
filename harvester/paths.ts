import type { ClaimModel } from '../core/claim-model';

/** The shared files of a harvester repository, from the top of the target. */
export const LOCATIONS_PATH = '.backstage/catalog-locations.yaml';
export const ROOT_CATALOG_INFO_PATH = 'catalog-info.yaml';

/** Path of the registry below the claims root. */
export function registryPath(root: string): string {
  return `${root}/registry.yaml`;
}

/** Path of the kustomization that lists the claims of a category. */
export function categoryKustomizationPath(root: string, category: string): string {
  return `${root}/${category}/kustomization.yaml`;
}

/** Entry of `spec.targets` in the catalog locations for a claim folder; locations are relative to `.backstage/`. */
export function locationTarget(root: string, category: string, name: string): string {
  return `../${root}/${category}/${name}/catalog-info.yaml`;
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
      /** A legacy flat claim: the one file is all there is; also the registry's `path`. */
      readonly flat: true;
      readonly claim: string;
    };

/**
 * Where a claim goes.
 *
 * @param flatPath - path of the flat file where the registry or the author says that the claim is a legacy flat one
 */
export function claimPaths(root: string, model: ClaimModel, flatPath: string | undefined): ClaimPaths {
  if (flatPath !== undefined) return { flat: true, claim: flatPath };
  const folder = `${root}/${model.constructPath}`;
  return { flat: false, folder, claim: `${folder}/${model.template}.yaml` };
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
  const prefix = `${root}/${category}/`;
  if (path === undefined || !path.startsWith(prefix)) return undefined;
  const file = path.slice(prefix.length);
  return !file.includes('/') && /\.ya?ml$/.test(file) && file !== 'kustomization.yaml' ? path : undefined;
}
