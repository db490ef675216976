import type { SnapshotIndex } from '../../core/snapshot';
import { CLAIM_ROLES } from './claim-roles';
import { fileName } from './role-of-file';

/** The usual name by every other one: `catalog-info.yml` is a `catalog-info.yaml`. */
const USUAL: ReadonlyMap<string, string> = new Map(
  CLAIM_ROLES.flatMap(({ fileName: usual, otherNames = [] }) =>
    usual === undefined ? [] : otherNames.map((name) => [name, usual] as const),
  ),
);
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Files of folders that people called otherwise than these tools would (`kustomization.yml`), by the path that the usual name has. Two under one
 * meaning in a folder break a build, so what is there is written, not a second one.
 */
export function otherNames({ entries }: SnapshotIndex): ReadonlyMap<string, string> {
  let found: Map<string, string> | undefined;
  for (const path of entries.keys()) {
    // Nearly no path ends so, and this is asked of every one.
    if (!path.endsWith('.yml') && !path.endsWith('Kustomization')) continue;
    const name = fileName(path);
    const usual = USUAL.get(name);
    if (usual === undefined) continue;
    const usualPath = path.slice(0, path.length - name.length) + usual;
    if (!entries.has(usualPath)) (found ??= new Map<string, string>()).set(usualPath, path);
  }
  return found ?? NONE;
}
