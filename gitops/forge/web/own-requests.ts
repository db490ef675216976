import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ForgeRequest } from './forge-api';

/** One end of a pull request. */
export interface RequestEnd {
  /** Name of the branch; empty where the forge names none. */
  readonly branch: string;
  /** Undefined: the repository is gone, or may not be seen. */
  readonly repository: RepositoryName | undefined;
}

/** A repository as an answer names it. */
export interface RepositoryName {
  readonly id?: number;
  /** `owner/name`. */
  readonly fullName?: string;
}

/** A pull request with both of its ends. */
export interface FoundRequest extends ForgeRequest {
  readonly headEnd: RequestEnd;
  readonly baseEnd: RequestEnd;
  /** Milliseconds since 1970, of the forge's clock. */
  readonly updatedAt?: number;
  /** When it was merged, and the commit that the base got. */
  readonly merge?: { readonly at: number; readonly commit: string };
}

/** Pages of closed requests that are searched: strangers may have made any number. */
const CLOSED_PAGES = 10;

/**
 * Those of the first page with any that come from a branch of the repository itself. A fork may have a branch of the same name, copy
 * title, text and marker, and even belong to the same organisation; in doubt (a fork that was deleted) a request is not ours.
 *
 * @param pages - the newest first
 */
export async function ownRequests<T extends FoundRequest>(
  pages: AsyncIterable<readonly T[]>,
  branch: string,
  base: string,
  state: 'open' | 'closed',
): Promise<T[]> {
  let seen = 0;
  for await (const page of pages) {
    const found = page.filter((request) => request.state === state && isOwn(request, branch, base));
    seen += 1;
    if (found.length > 0 || (state === 'closed' && seen >= CLOSED_PAGES)) return found;
  }
  return [];
}

/** A request that was just opened, if it is what was asked for. Throws `forge-answer-invalid`. */
export function openedRequest<T extends FoundRequest>(
  request: T,
  branch: string,
  base: string,
  host: string,
): T {
  if (request.state !== 'open' || !isOwn(request, branch, base)) {
    throw new ToolkitError(
      'forge-answer-invalid',
      `${host} opened another request than ${branch} into ${base}`,
      { data: { host } },
    );
  }
  return request;
}

/** A request that was just changed, if the answer is about it. Throws `forge-answer-invalid`. */
export function changedRequest<T extends ForgeRequest>(request: T, number: number, host: string): T {
  if (request.number !== number) {
    throw new ToolkitError(
      'forge-answer-invalid',
      `${host} answers about #${request.number} in place of #${number}`,
      { data: { host } },
    );
  }
  return request;
}

function isOwn({ headEnd, baseEnd }: FoundRequest, branch: string, base: string): boolean {
  return (
    headEnd.branch === branch &&
    baseEnd.branch === base &&
    isSameRepository(headEnd.repository, baseEnd.repository)
  );
}

/** Whether two ends are surely of one repository. */
export function isSameRepository(
  one: RepositoryName | undefined,
  other: RepositoryName | undefined,
): boolean {
  if (one?.id !== undefined && other?.id !== undefined) {
    return one.id === other.id;
  }
  return (
    one?.fullName !== undefined &&
    one.fullName !== '' &&
    one.fullName.toLowerCase() === other?.fullName?.toLowerCase()
  );
}
