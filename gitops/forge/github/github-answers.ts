import { z } from 'zod';
import type { ForgeComment, ForgeRequest } from '../web/forge-api';

/** What is read of a pull request; everything else in GitHub's answers is left alone. */
export const pullAnswer = z
  .object({
    number: z.number(),
    node_id: z.string(),
    html_url: z.string(),
    state: z.enum(['open', 'closed']),
    title: z.string(),
    body: z.string().nullish(),
    merged_at: z.string().nullish(),
    head: z.object({ ref: z.string(), sha: z.string() }),
    base: z.object({ ref: z.string() }),
    labels: z.array(z.object({ name: z.string() })).default([]),
    auto_merge: z.object({}).nullish(),
  })
  .transform((pull): ForgeRequest & { readonly branch: string; readonly base: string } => ({
    number: pull.number,
    nodeId: pull.node_id,
    url: pull.html_url,
    state: pull.state,
    isMerged: pull.merged_at !== null && pull.merged_at !== undefined,
    title: pull.title,
    body: pull.body ?? '',
    head: pull.head.sha,
    labels: pull.labels.map(({ name }) => name),
    isAutoMerge: pull.auto_merge !== null && pull.auto_merge !== undefined,
    branch: pull.head.ref,
    base: pull.base.ref,
  }));

/** What is read of a comment. */
export const commentAnswer = z
  .object({ id: z.number(), body: z.string().nullish() })
  .transform(({ id, body }): ForgeComment => ({ id, body: body ?? '' }));

/** Objects and refs of git data. */
export const objectAnswer = z.object({ sha: z.string() });
export const refAnswer = z.object({ object: z.object({ sha: z.string() }) });
export const repositoryAnswer = z.object({ node_id: z.string() });
export const mergeAnswer = z.object({ merged: z.boolean() });
/** Where nothing is read. */
export const anyAnswer = z.unknown();
