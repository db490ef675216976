import { ToolkitError } from '../../core/errors/toolkit-error';
import { withoutTrailing } from '../../core/trim-ends';

/** What requests are for: what a program declares, `claims delete`, repairs (of registry and ledgers), status. */
const REQUEST_KINDS = ['claims', 'delete', 'repair', 'status'] as const;

/** What a request is for. */
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What identifies a change request: one per project, kind and group, for ever the same branch. */
export interface RequestKey {
  /** `gitops.project`. */
  readonly project: string;
  /** No kind ever reads or changes another's request, even where groups are of one name. */
  readonly kind: RequestKind;
  /** Of kind `claims`: `all` unless requests are grouped by category or owner. */
  readonly group: string;
}

// What git-check-ref-format(1) allows in one component, lower case alone: refs are files on disks that fold case.
const COMPONENT = /^(?!.*\.\.)(?!.*\.lock$)[a-z0-9][a-z0-9._+-]*(?<!\.)$/;

/** Whether a text can be the project or group of a request. */
export function isRequestName(name: string): boolean {
  return COMPONENT.test(name);
}

/** Whether a kind is one that this version knows. */
export function isRequestKind(kind: string): kind is RequestKind {
  return (REQUEST_KINDS as readonly string[]).includes(kind);
}

/** Throws `request-name-invalid` when project or group cannot be part of a ref. */
export function assertRequestKey({ project, group }: RequestKey): void {
  for (const [what, name] of Object.entries({ project, group })) {
    if (!isRequestName(name)) {
      throw new ToolkitError(
        'request-name-invalid',
        `${what} '${name}' cannot be part of a branch name, use lower-case letters, digits, '.', '_' and '-'`,
      );
    }
  }
}

/** A group name made of anything (an owner such as `group:default/db-team`): lower case, `-` for what no ref may have. */
export function groupName(text: string): string {
  let name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '');
  if (name.endsWith('.lock')) {
    while (name.endsWith('.lock')) {
      name = name.slice(0, -'.lock'.length);
    }
    name += '-lock';
  }
  name = withoutTrailing(name, '.');
  return name === '' ? 'all' : name;
}

/** Group of a category: its segments joined by `+`, so that no two categories of plain names share one. */
export function categoryGroup(category: string): string {
  return category.split('/').map(groupName).join('+');
}

/** Branch of a request on forges that know branches. */
export function requestBranch({ project, kind, group }: RequestKey): string {
  return kind === 'status' ? group : `claims/${project}/${group}`;
}

/** Whether a branch is one that requests about claims come from: of any project, kind and group but `status`. */
export function isClaimBranch(branch: string): boolean {
  return branch.startsWith('claims/');
}

/** The one ref of a request on the plain-Git forge. */
export function requestRef({ project, kind, group }: RequestKey): string {
  return kind === 'status' ? `refs/claims/status/${group}` : `refs/claims/requests/${project}/${group}`;
}

/** Groups of other kinds than `claims` in requests that do not say their kind: older versions made them. */
const KINDS_BY_GROUP: readonly (readonly [RegExp, RequestKind])[] = [
  [/^delete-(?:[a-z0-9-]*-)?[0-9a-f]{8}$/, 'delete'],
  [/^(?:registry-repair|rename-project)$/, 'repair'],
];

/**
 * Kind of a request that stands: what it says itself, which may be one of a later version.
 *
 * @param said - undefined where it says nothing
 */
export function standingKind(said: string | undefined, group: string): string {
  return said ?? KINDS_BY_GROUP.find(([pattern]) => pattern.test(group))?.[1] ?? 'claims';
}
