import { findRequest, type FoundRequest, kindOfStanding } from '../../gitops/change-request/situation';
import { isRequestKind, isRequestName, type RequestKey } from '../../gitops/forge/request-key';
import type { Forge } from '../../gitops/forge/forge';
import type { CommitInfo, TargetReader } from '../../gitops/git/target-repository';
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
  const prefix = forge.headRef({ project, kind: 'claims', group: ALL }).slice(0, -ALL.length);
  const names = [...(await repository.listRefs(prefix)).keys()].map((ref) => ref.slice(prefix.length));
  // Whoever may push can make refs of any name there; no request of ours has a name that is none.
  return names
    .filter(isRequestName)
    .sort((a, b) => Number(b === ALL) - Number(a === ALL) || compareText(a, b));
}

/** Every open request of a project, and every ref of one whose head cannot be read. Merged and closed ones are left out. */
export async function standingRequests(
  place: { readonly repository: TargetReader; readonly forge: Forge; readonly base: string },
  project: string,
): Promise<StandingRequest[]> {
  const { repository, forge } = place;
  const standing: StandingRequest[] = [];
  for (const group of await requestNames(repository, forge, project)) {
    const kind = await kindOfStanding(place, project, group);
    // Another one is of a later version.
    if (!isRequestKind(kind)) continue;
    const key = { project, kind, group };
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
