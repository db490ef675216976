import { ToolkitError } from '../../core/errors/toolkit-error';
import { findRequest, type FoundRequest } from '../../gitops/change-request/situation';
import { isRequestName, type RequestKey } from '../../gitops/forge/request-key';
import type { Forge } from '../../gitops/forge/forge';
import type { CommitInfo, TargetReader } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';
import { openGitTarget } from '../target/open-any-target';
import { ALL } from './request-groups';
import { compareText } from '../../core/text/compare-text';

/** A change request that stands in the target, as a reviewer wants to know it. */
export interface StandingRequest extends FoundRequest {
  readonly key: RequestKey;
  /** Full name of its ref. */
  readonly ref: string;
  /** Commit at its head; undefined where that cannot be read. */
  readonly commit: CommitInfo | undefined;
}

/** Names of refs that hold requests of a project, whatever stands behind them: `all` first, then by name. */
export async function requestNames(
  repository: TargetReader,
  forge: Forge,
  project: string,
): Promise<string[]> {
  const prefix = forge.headRef({ project, group: ALL }).slice(0, -ALL.length);
  const names = [...(await repository.listRefs(prefix)).keys()].map((ref) => ref.slice(prefix.length));
  // Whoever may push can make refs of any name there; no request of ours has a name that is none.
  return names
    .filter(isRequestName)
    .sort((a, b) => Number(b === ALL) - Number(a === ALL) || compareText(a, b));
}

/** The open requests of a project, and where they are. */
export interface OpenRequests {
  readonly requests: readonly StandingRequest[];
  /** What Git is given to reach the target; without credentials. */
  readonly target: string;
  /** Whether a push of a request's commit to the base merges it; else the forge does. */
  readonly byPush: boolean;
}

/**
 * Looks for the open change requests of a project. Neither runs the program nor writes anything.
 *
 * @throws ToolkitError `request-not-found`, and those of git-errors and forge-errors
 */
export async function openRequests(context: ActionContext, project: Project): Promise<OpenRequests> {
  const { base, project: name } = project.config;
  const repository = await openGitTarget(context, project);
  try {
    const forge = forgeFor(context, project, repository);
    const requests = await standingRequests({ repository, forge, base }, name);
    const { location } = repository;
    if (requests.length === 0) {
      throw new ToolkitError(
        'request-not-found',
        `project '${name}' has no open change request in ${location.display}`,
        { data: { project: name, target: location.display } },
      );
    }
    return {
      requests,
      target: location.kind === 'remote' ? location.url : location.path,
      byPush: forge.capabilities.merge === 'fast-forward',
    };
  } finally {
    await repository.close();
  }
}

/** Every open request of a project, and every ref of one whose head cannot be read. Merged and closed ones are left out. */
async function standingRequests(
  place: { readonly repository: TargetReader; readonly forge: Forge; readonly base: string },
  project: string,
): Promise<StandingRequest[]> {
  const { repository, forge } = place;
  const standing: StandingRequest[] = [];
  for (const group of await requestNames(repository, forge, project)) {
    const key = { project, group };
    const request = await findRequest(place, key);
    const { head, heads, found } = request;
    if (head.kind === 'none' || (found?.state !== 'open' && head.kind !== 'unreadable')) continue;
    const commit =
      head.kind !== 'unreadable' && heads.request !== undefined
        ? await repository.commitInfo(heads.request)
        : undefined;
    standing.push({ ...request, key, ref: forge.headRef(key), commit });
  }
  return standing;
}
