import type { ClaimModel } from '../../core/claim-model';
import type { ClaimRole } from './claim-role';
import { CLAIM_ROLES } from './claim-roles';

const [CLAIM, ...COMPANIONS] = CLAIM_ROLES;
const BY_FILE_NAME: ReadonlyMap<string | undefined, ClaimRole> = new Map(
  COMPANIONS.flatMap((role) =>
    [role.fileName, ...(role.otherNames ?? [])].map((name) => [name, role] as const),
  ),
);

/** Last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Which of a claim's files a path is; whatever is not one of those that go with the claim file is a claim file. */
export function roleOfFile(path: string): ClaimRole {
  return BY_FILE_NAME.get(fileName(path)) ?? CLAIM;
}

/** Whether a ledger path is a claim file rather than one of the files that go with it. */
export function isClaimFile(path: string): boolean {
  return roleOfFile(path) === CLAIM;
}

/** Names of the files in a claim's folder that its kustomization lists. */
export function resourcesOf(model: ClaimModel): string[] {
  const names = [`${model.template}.yaml`];
  for (const { isResource, isFor, fileName: name } of COMPANIONS) {
    if (isResource === true && name !== undefined && isFor?.(model) !== false) names.push(name);
  }
  return names;
}

/** Whether a ledger path is a file that the kustomization of its folder lists. */
export function isResourceFile(path: string): boolean {
  return roleOfFile(path).isResource === true;
}
