import { z } from 'zod';
import { identifier, mergeOf, moment, objectId, repositoryName, webUrl } from '../web/answer-parts';
import type { ForgeAccount } from '../web/forge-account';
import type { ForgeComment } from '../web/forge-api';
import type { LabelEvent } from '../web/label-setters';
import type { FoundRequest, RequestEnd } from '../web/own-requests';

/** `null` for accounts that are gone. */
const accountAnswer = z
  .object({ id: identifier, login: z.string(), type: z.string().optional() })
  .nullish()
  .transform((user): ForgeAccount | undefined =>
    user === null || user === undefined
      ? undefined
      : { id: user.id, login: user.login, isApp: user.type === 'Bot' },
  );

const endAnswer = z
  .object({
    ref: z.string(),
    sha: objectId,
    repo: repositoryName,
  })
  .transform(({ ref, sha, repo }): RequestEnd & { readonly sha: string } => ({
    branch: ref,
    sha,
    repository: repo,
  }));

/** What is read of a pull request; everything else in GitHub's answers is left alone. */
export const pullAnswer = z
  .object({
    number: identifier,
    node_id: z.string(),
    html_url: webUrl,
    state: z.enum(['open', 'closed']),
    title: z.string(),
    body: z.string().nullish(),
    merged_at: moment,
    updated_at: moment,
    merge_commit_sha: z.string().nullish(),
    user: accountAnswer,
    head: endAnswer,
    base: endAnswer,
    labels: z.array(z.object({ name: z.string() })).default([]),
    auto_merge: z.object({}).nullish(),
  })
  .transform((pull): FoundRequest => ({
    number: pull.number,
    nodeId: pull.node_id,
    url: pull.html_url,
    state: pull.state,
    isMerged: pull.merged_at !== undefined,
    updatedAt: pull.updated_at,
    ...mergeOf(pull.merged_at, pull.merge_commit_sha),
    title: pull.title,
    body: pull.body ?? '',
    head: pull.head.sha,
    labels: pull.labels.map(({ name }) => name),
    isAutoMerge: pull.auto_merge !== null && pull.auto_merge !== undefined,
    headEnd: pull.head,
    baseEnd: pull.base,
    author: pull.user,
  }));

/** What is read of a comment. */
export const commentAnswer = z
  .object({ id: identifier, body: z.string().nullish(), user: accountAnswer })
  .transform(({ id, body, user }): ForgeComment => ({
    id,
    body: body ?? '',
    author: user,
  }));

/** Whom a token belongs to. */
export const userAnswer = accountAnswer;
/** The same by GraphQL, for installations of an app, which have no user in REST. */
export const viewerAnswer = z.object({
  viewer: z.object({ login: z.string(), databaseId: identifier.nullish() }),
});
/** What is read of the events of a request. */
export const eventAnswer = z
  .object({
    event: z.string(),
    actor: accountAnswer,
    label: z.object({ name: z.string().nullish() }).nullish(),
  })
  .transform(({ event, label, actor }): LabelEvent | undefined =>
    typeof label?.name !== 'string' || (event !== 'labeled' && event !== 'unlabeled')
      ? undefined
      : { label: label.name, isSet: event === 'labeled', actor },
  );

/** Objects and refs of git data. */
export const objectAnswer = z.object({ sha: objectId });
export const refAnswer = z.object({ object: z.object({ sha: objectId }) });
export const repositoryAnswer = z.object({ node_id: z.string() });
export const mergeAnswer = z.object({ merged: z.boolean() });
