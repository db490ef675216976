import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ContentsApi, ContentsFile } from '../../../gitops/forge/github/contents-api';
import type { ContentsPull } from '../../../gitops/forge/github/contents-pulls';
import { readMetadata } from '../../../gitops/forge/metadata-trailers';
import { isSealed, parseMessage, type Trailers } from '../../../gitops/forge/trailers';
import { readMarker } from '../../../gitops/forge/web/request-marker';
import { registryHash } from '../request/status-request';

/** Branch of the request as it is. */
export interface StandingBranch {
  readonly head: string;
  /** The registry on it; undefined where there is none. */
  readonly file: ContentsFile | undefined;
  /** Whether the commit at its head is exactly one that we made; undefined where that is not told. */
  readonly isSealed: boolean | undefined;
  /** Whether somebody else committed to it; undefined where that is not told. */
  readonly isForeign: boolean | undefined;
  /** Of that commit; undefined where they are not told. */
  readonly parents: readonly string[] | undefined;
  /** What that commit says, where it is ours. */
  readonly trailers: Trailers;
}

/** Looks at a branch; undefined where there is none. */
export async function standingBranch(
  api: ContentsApi,
  branch: string,
  base: string,
  path: string,
): Promise<StandingBranch | undefined> {
  const head = await api.head(branch);
  if (head === undefined) return undefined;
  const file = await api.file(path, branch);
  const commit = await api.commit(head);
  const sealed = commit && isSealed(commit);
  // A merge of the base into the branch is nobody's work.
  const isForeign = (await api.ahead(base, branch))?.some(
    (each) => each.parents.length < 2 && !isSealed(each),
  );
  const trailers =
    commit !== undefined && sealed === true
      ? readMetadata(parseMessage(commit.message).trailers).trailers
      : {};
  return { head, file, isSealed: sealed, isForeign, parents: commit?.parents, trailers };
}

/**
 * Throws `request-foreign-commits` where somebody else committed to the branch. Where commits are not told, where somebody else wrote the registry there: it is neither what the base has, nor what
 * the request says it is, nor in a commit of ours.
 */
export function refuseForeignBranch(
  branch: string,
  path: string,
  { file, isSealed: sealed, isForeign }: StandingBranch,
  base: ContentsFile | undefined,
  open: ContentsPull | undefined,
): void {
  if (isForeign === true) throw foreignCommits(branch, 'somebody else committed to it');
  if (sealed === true || file === undefined || base?.bytes.equals(file.bytes) === true) return;
  const said = readMarker(open?.body ?? '')?.metadata.output;
  const isSaid = said !== undefined && said === registryHash(path, [file.bytes]);
  // Where neither commit nor request tell, the name of the branch is all there is.
  if (isSaid || (sealed === undefined && said === undefined)) return;
  throw foreignCommits(branch, `somebody else wrote ${path} there`);
}

function foreignCommits(branch: string, why: string): ToolkitError {
  return new ToolkitError('request-foreign-commits', `${branch} has commits that are not ours: ${why}`, {
    data: { branch },
  });
}
