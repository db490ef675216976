import type { RequestKey } from '../request-key';
import { type ForgeAccount, isSameAccount } from './forge-account';
import type { ForgeApi, ForgeComment } from './forge-api';
import { isOurComment, withCommentMarker } from './request-marker';

/** Looks at most so often: the last look finds what a lost answer or another run made twice. */
const PASSES = 3;

/** Comments that continue the body: those with our mark that this account wrote. Anyone may copy the mark. */
export function ownComments(
  comments: readonly ForgeComment[],
  key: RequestKey,
  self: ForgeAccount | undefined,
): ForgeComment[] {
  return comments.filter(({ body, author }) => isOurComment(body, key) && isSameAccount(author, self));
}

/**
 * Makes the comments of a request what continues its body: in order, changed in place, left-over ones removed. Comments
 * of others are left alone, also those that carry our mark. Comments stand in the order in which they were made, so parts are dealt out to ours by age; one that
 * somebody deleted in the middle never puts the rest out of order.
 */
export async function writePartComments(
  api: ForgeApi,
  number: number,
  key: RequestKey,
  parts: readonly string[],
  account: ForgeAccount | undefined,
): Promise<void> {
  let self = account;
  for (let pass = 1; pass <= PASSES; pass++) {
    const comments = await api.listComments(number);
    const ours = ownComments(comments, key, self).sort((a, b) => a.id - b.id);
    let created = false;
    for (const [index, part] of parts.entries()) {
      const body = withCommentMarker(part, key);
      const comment = ours[index];
      if (comment === undefined) {
        // Where the forge does not say who we are, it says who wrote this: the next look finds what earlier runs wrote.
        const { author } = await api.createComment(number, body);
        self ??= author;
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
