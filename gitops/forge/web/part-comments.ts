import type { RequestKey } from '../request-key';
import type { ForgeApi } from './forge-api';
import { isOurComment, withCommentMarker } from './request-marker';

/** Looks at most so often: the last look finds what a lost answer or another run made twice. */
const PASSES = 3;

/**
 * Makes the comments of a request what continues its body: in order, changed in place, left-over ones removed. Comments
 * of people are left alone. Comments stand in the order in which they were made, so parts are dealt out to ours by age; one that
 * somebody deleted in the middle never puts the rest out of order.
 */
export async function writePartComments(
  api: ForgeApi,
  number: number,
  key: RequestKey,
  parts: readonly string[],
): Promise<void> {
  for (let pass = 1; pass <= PASSES; pass++) {
    const comments = await api.listComments(number);
    const ours = comments.filter(({ body }) => isOurComment(body, key)).sort((a, b) => a.id - b.id);
    let created = false;
    for (const [index, part] of parts.entries()) {
      const body = withCommentMarker(part, key);
      const comment = ours[index];
      if (comment === undefined) {
        await api.createComment(number, body);
        created = true;
      } else if (!sameText(comment.body, body)) {
        await api.updateComment(comment.id, body);
      }
    }
    for (const { id } of ours.slice(parts.length)) {
      await api.deleteComment(id);
    }
    if (!created) {
      return;
    }
  }
}

/** Forges keep line breaks as they come from browsers, and may trim the end. */
export function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trimEnd() === other.replaceAll('\r\n', '\n').trimEnd();
}
