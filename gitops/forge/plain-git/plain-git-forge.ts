import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RefUpdate, TargetRepository } from '../../git/target-repository';
import { commitTrailers } from '../commit-trailers';
import type { ChangeRequest, Forge, ForgeCapabilities, RequestDraft, WriteOutcome } from '../forge';
import { metadataTrailers, readMetadata } from '../metadata-trailers';
import { type RequestKey, requestRef } from '../request-key';
import { parseMessage, sealedMessage } from '../trailers';

/** Git takes any length. People read it in `git log`, and nobody reads more; of ten thousand claims the longest are told in brief. */
const LONGEST_BODY = 1_000_000;

const CAPABILITIES: ForgeCapabilities = {
  titleLength: 200,
  bodyLength: LONGEST_BODY,
  commentLength: 0,
  maxComments: 0,
  labels: false,
  reviewers: false,
  assignees: false,
  draft: false,
  autoMerge: false,
  remembersClosed: false,
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
      const { message, parents } = await repository.commitInfo(heads.request);
      // A commit on top of the base is not in it.
      const merged =
        heads.base !== undefined &&
        !parents.includes(heads.base) &&
        (await repository.isAncestor(heads.request, heads.base));
      const found = describe(repository, key, heads.request, message, merged ? 'merged' : 'open');
      return { ...found, trailers: await commitTrailers(repository, heads.base, heads.request) };
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
    // The ref is the request: there is no branch beside it.
    removeBranch: () => Promise.resolve(0),
    merge: (request, base, baseHead) =>
      push(
        { ref: `refs/heads/${base}`, newId: request.head, expected: baseHead ?? null },
        { ...request, state: 'merged' },
      ),
  };
}

function describe(
  repository: TargetRepository,
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
