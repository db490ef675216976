import type { TargetReader } from '../git/target-repository';
import { readMetadata } from './metadata-trailers';
import { isSealed, parseMessage, type Trailers } from './trailers';

/** More commits than this are not a request that somebody fixed. */
const MOST = 500;

/**
 * What the newest commit of ours says that is not in the base yet: the head of a request, or one below a merge of the base that a
 * person asked the forge for. Branch and ref are the repository's: whoever may push there may write. What others committed says
 * nothing, nor does what was merged before.
 */
export async function commitTrailers(
  repository: TargetReader,
  base: string | undefined,
  head: string,
): Promise<Trailers> {
  const top = await repository.commitInfo(head);
  const ours = isSealed(top)
    ? top
    : (await repository.commitsBetween(base, head, MOST)).find((commit) => isSealed(commit));
  return ours === undefined ? {} : readMetadata(parseMessage(ours.message).trailers).trailers;
}
