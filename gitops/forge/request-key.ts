import { ToolkitError } from '../../core/errors/toolkit-error';

/** What identifies a change request: one per project and group, for ever the same branch. */
export interface RequestKey {
  /** `gitops.project`. */
  readonly project: string;
  /** `all` unless requests are grouped by category or owner. */
  readonly group: string;
}

// What git-check-ref-format(1) allows in one component, lower case alone: refs are files on disks that fold case.
const COMPONENT = /^(?!.*\.\.)(?!.*\.lock$)[a-z0-9][a-z0-9._-]*(?<!\.)$/;

/** Whether a text can be the project or group of a request. */
export function isRequestName(name: string): boolean {
  return COMPONENT.test(name);
}

/** Throws `request-name-invalid` when project or group cannot be part of a ref. */
export function assertRequestKey(key: RequestKey): void {
  for (const [what, name] of Object.entries(key)) {
    if (!isRequestName(String(name))) {
      throw new ToolkitError(
        'request-name-invalid',
        `${what} '${String(name)}' cannot be part of a branch name, use lower-case letters, digits, '.', '_' and '-'`,
      );
    }
  }
}

/** A group name made of anything (an owner such as `group:default/db-team`): lower case, `-` for what no ref may have. */
export function groupName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '')
    .replace(/(\.lock)+$/, '-lock')
    .replace(/[.]+$/, '');
  return name === '' ? 'all' : name;
}

/** Branch of a request on forges that know branches. */
export function requestBranch(key: RequestKey): string {
  return `claims/${key.project}/${key.group}`;
}

/** The one ref of a request on the plain-Git forge. */
export function requestRef(key: RequestKey): string {
  return `refs/claims/requests/${key.project}/${key.group}`;
}
