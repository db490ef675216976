import { z } from 'zod';
import { identifier, mergeOf, moment, objectId, repositoryName, webUrl } from '../web/answer-parts';
import type { ForgeAccount } from '../web/forge-account';
import type { ForgeComment } from '../web/forge-api';
import type { LabelEvent } from '../web/label-setters';
import type { FoundRequest, RequestEnd } from '../web/own-requests';

/** A pull request of Gitea, with what the port does not know. */
export interface GiteaRequest extends FoundRequest {
  /** What makes it a draft: Gitea keeps that in the title. */
  readonly prefix: string;
}

/** Gitea's default prefixes of drafts. */
const DRAFT = /^(?:WIP:|\[WIP\])\s*/i;

/** Accounts that are gone have the id -1. */
const accountAnswer = z
  .object({ id: z.int(), login: z.string() })
  .nullish()
  .transform((user): ForgeAccount | undefined =>
    user === null || user === undefined || user.id < 1 ? undefined : { id: user.id, login: user.login },
  );

/**
 * `label` is the branch, and empty for what was pushed to `refs/for/…` (which anyone who may read can do, in the base repository); `ref`
 * of a branch that is gone is a ref of the request.
 */
const endAnswer = z
  .object({
    label: z.string(),
    // Empty where a branch is gone.
    sha: objectId.or(z.literal('')),
    repo: repositoryName,
  })
  .transform(({ label, sha, repo }): RequestEnd & { readonly sha: string } => ({
    branch: label,
    sha,
    repository: repo,
  }));

/** What is read of a pull request; everything else in the answers is left alone. */
export const pullAnswer = z
  .object({
    number: identifier,
    html_url: webUrl,
    state: z.enum(['open', 'closed']),
    title: z.string(),
    body: z.string().nullish(),
    merged: z.boolean(),
    merged_at: moment,
    updated_at: moment,
    merge_commit_sha: z.string().nullish(),
    user: accountAnswer,
    head: endAnswer,
    base: endAnswer,
    labels: z.array(z.object({ name: z.string() })).nullish(),
  })
  .transform((pull): GiteaRequest => {
    const prefix = DRAFT.exec(pull.title)?.[0] ?? '';
    return {
      number: pull.number,
      url: pull.html_url,
      state: pull.state,
      isMerged: pull.merged,
      updatedAt: pull.updated_at,
      ...(pull.merged && mergeOf(pull.merged_at, pull.merge_commit_sha)),
      title: pull.title.slice(prefix.length),
      body: pull.body ?? '',
      head: pull.head.sha,
      labels: (pull.labels ?? []).map(({ name }) => name),
      headEnd: pull.head,
      baseEnd: pull.base,
      prefix,
      author: pull.user,
    };
  });

/** What is read of a comment. */
export const commentAnswer = z
  .object({ id: identifier, body: z.string(), user: accountAnswer })
  .transform(({ id, body, user }): ForgeComment => ({
    id,
    body,
    author: user,
  }));

/** Whom a token belongs to. */
export const userAnswer = accountAnswer;
/** Who opened requests. */
export const openedAnswer = z.array(z.object({ user: accountAnswer })).nullish();
/** What is read of an account in a list. */
export const memberAnswer = z.object({ login: z.string() });
/** What is read of the events of a request; the body of a label's says whether it came (`1`) or went. */
export const eventAnswer = z
  .object({
    id: z.int(),
    type: z.string(),
    body: z.string().nullish(),
    user: accountAnswer,
    label: z.object({ name: z.string() }).nullish(),
  })
  .transform(({ type, label, user, body }): LabelEvent | undefined =>
    type !== 'label' || label === null || label === undefined
      ? undefined
      : { label: label.name, isSet: body === '1', actor: user },
  );

/** What is read of a label. */
export const labelAnswer = z.object({ id: identifier, name: z.string() });
/** What is read of a branch. */
export const branchAnswer = z.object({ commit: z.object({ id: objectId }) });
/** What is read of a commit that was made of files. */
export const filesAnswer = z.object({
  commit: z.object({
    sha: objectId,
    parents: z.array(z.object({ sha: objectId })),
    tree: z.object({ sha: objectId }),
  }),
});
