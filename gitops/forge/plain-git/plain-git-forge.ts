import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RefUpdate, TargetReader, TargetRepository } from '../../git/target-repository';
import { commitTrailers } from '../commit-trailers';
import type { ChangeRequest, Forge, ForgeCapabilities, RequestDraft, WriteOutcome } from '../forge';
import { metadataTrailers, readMetadata } from '../metadata-trailers';
import { type RequestKey, requestRef } from '../request-key';
import { isSealed, parseMessage, sealedMessage } from '../trailers';

/** Git takes any length. People read it in `git log`, and nobody reads more; of ten thousand claims the longest are told in brief. */
const LONGEST_BODY = 1_000_000;

const CAPABILITIES: ForgeCapabilities = {
  titleLength: 200,
  markdown: false,
  bodyLength: LONGEST_BODY,
  commentLength: 0,
  maxComments: 0,
  labels: false,
  reviewers: false,
  assignees: false,
  draft: false,
  autoMerge: false,
  merge: 'fast-forward',
};

/**
 * Change requests on any Git server: one ref per request, `refs/claims/requests/<project>/<group>`. Its commit is the
 * head, title and body are the commit's message. Merged is what the base can reach, closed is a ref that is gone: nothing is
 * stored that could contradict the refs. One ref, because a server that dies may have moved one of two.
 */
export function createPlainGitForge(repository: TargetRepository): Forge {
  const push = async (update: RefUpdate, request: ChangeRequest): Promise<WriteOutcome> => {
    const outcome = await repository.push([update]);
    switch (outcome.status) {
      case 'ok':
        return { status: 'done', request, writes: 1 };
      case 'stale':
        return { status: 'lost', reason: `${update.ref} was moved by somebody else`, writes: 0 };
      case 'rejected':
        throw new ToolkitError(
          'target-rejected',
          `${repository.location.display} rejects ${update.ref}: ${outcome.reason}`,
          { data: { ref: update.ref, reason: outcome.reason } },
        );
    }
  };
  const withoutRef = async (merged: Extract<WriteOutcome, { status: 'done' }>): Promise<WriteOutcome> => {
    const { key, head } = merged.request;
    const ref = requestRef(key);
    try {
      const outcome = await repository.push([{ ref, newId: null, expected: head }]);
      if (outcome.status === 'ok') return { ...merged, writes: merged.writes + 1 };
      // Somebody pushed to it meanwhile: that is theirs.
      if (outcome.status === 'stale') return merged;
      return { ...merged, notes: [`${ref} is merged and could not be removed: ${outcome.reason}`] };
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      return { ...merged, notes: [`${ref} is merged and could not be removed: ${error.message}`] };
    }
  };
  const publish = (draft: RequestDraft): Promise<WriteOutcome> => {
    const ref = requestRef(draft.key);
    const request = describe(repository, draft.key, draft.commit, draft.message, 'open');
    return push({ ref, newId: draft.commit, expected: draft.expectedHead }, request);
  };
  return {
    name: 'plain-git',
    capabilities: CAPABILITIES,
    headRef: requestRef,
    branchName: requestRef,
    find: async (key, _base, heads) => {
      if (heads.request === undefined) {
        return undefined;
      }
      const commit = await repository.commitInfo(heads.request);
      const { parents } = commit;
      // A commit on top of the base is not in it.
      const merged =
        heads.base !== undefined &&
        !parents.includes(heads.base) &&
        (await repository.isAncestor(heads.request, heads.base));
      const request = describe(repository, key, heads.request, commit.message, merged ? 'merged' : 'open');
      const trailers = await commitTrailers(repository, heads.base, heads.request);
      // The words of somebody else are shown; what they claim for machines does not count.
      return isSealed(commit) ? { ...request, trailers } : { ...request, metadata: undefined, trailers };
    },
    commitMessage: (key, content, tree) =>
      sealedMessage(content.title, content.parts.join('\n\n'), metadataTrailers(key, content), tree),
    create: publish,
    update: (_request, draft) => publish(draft),
    close: (request) =>
      push(
        { ref: requestRef(request.key), newId: null, expected: request.head },
        { ...request, state: 'closed', closedByUs: true },
      ),
    removeBranch: async (key, head) =>
      (await repository.push([{ ref: requestRef(key), newId: null, expected: head }])).status === 'ok'
        ? 1
        : 0,
    merge: async (request, base, baseHead) => {
      const merged = await push(
        { ref: `refs/heads/${base}`, newId: request.head, expected: baseHead ?? null },
        { ...request, state: 'merged' },
      );
      // One push moves the base, then one removes the ref: a server that dies in between has merged, and the next run removes it.
      return merged.status === 'done' ? withoutRef(merged) : merged;
    },
  };
}

function describe(
  repository: TargetReader,
  key: RequestKey,
  head: string,
  message: string,
  state: ChangeRequest['state'],
): ChangeRequest {
  const { title, body, trailers } = parseMessage(message);
  const ref = requestRef(key);
  return {
    key,
    id: ref,
    url: `${repository.location.display}#${ref}`,
    state,
    head,
    title,
    body,
    ...readMetadata(trailers),
  };
}
