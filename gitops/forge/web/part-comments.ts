import type { RequestKey } from '../request-key';
import type { ForgeApi, ForgeComment } from './forge-api';
import { isOurComment, withCommentMarker } from './request-marker';
import type { TrustedAccounts } from './trusted-accounts';

/** Looks at most so often: the last look finds what a lost answer or another run made twice. */
const PASSES = 3;

/**
 * Comments that continue the body, oldest first: those with our mark that the token's account wrote, or another that may write to
 * the repository (a second bot, a developer's own run). Anyone may copy the mark.
 */
export async function ownComments(
  comments: readonly ForgeComment[],
  key: RequestKey,
  accounts: TrustedAccounts,
): Promise<ForgeComment[]> {
  const ours: ForgeComment[] = [];
  for (const comment of comments) {
    if (isOurComment(comment.body, key) && (await accounts.mayContinue(comment.author))) {
      ours.push(comment);
    }
  }
  return ours.sort((a, b) => a.id - b.id);
}

/**
 * Makes the comments of a request what continues its body: in order, changed in place, left-over ones removed. Comments
 * of others are left alone, also those that carry our mark. Comments stand in the order in which they were made, so parts are dealt
 * out to ours by age; one that somebody deleted in the middle never puts the rest out of order.
 */
export async function writePartComments(
  api: ForgeApi,
  number: number,
  key: RequestKey,
  parts: readonly string[],
  accounts: TrustedAccounts,
): Promise<void> {
  for (let pass = 1; pass <= PASSES; pass++) {
    const ours = await ownComments(await api.listComments(number), key, accounts);
    let created = false;
    for (const [index, part] of parts.entries()) {
      const body = withCommentMarker(part, key);
      const comment = ours[index];
      if (comment === undefined) {
        // Where the forge does not say who we are, it says who wrote this: the next look finds what earlier runs wrote.
        const { author } = await api.createComment(number, body);
        accounts.learnSelf(author);
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
