import { z } from 'zod';
import type { ForgeComment, ForgeRequest } from '../web/forge-api';

/** A pull request of Gitea, with what the port does not know. */
export interface GiteaRequest extends ForgeRequest {
  readonly branch: string;
  readonly base: string;
  /** What makes it a draft: Gitea keeps that in the title. */
  readonly prefix: string;
}

/** Gitea's default prefixes of drafts. */
const DRAFT = /^(?:WIP:|\[WIP\])\s*/i;

/** What is read of a pull request; everything else in the answers is left alone. */
export const pullAnswer = z
  .object({
    number: z.number(),
    html_url: z.string(),
    state: z.enum(['open', 'closed']),
    title: z.string(),
    body: z.string().nullish(),
    merged: z.boolean(),
    // `ref` of a branch that is gone is a ref of the request.
    head: z.object({ label: z.string(), ref: z.string(), sha: z.string() }),
    base: z.object({ ref: z.string() }),
    labels: z.array(z.object({ name: z.string() })).nullish(),
  })
  .transform((pull): GiteaRequest => {
    const prefix = DRAFT.exec(pull.title)?.[0] ?? '';
    return {
      number: pull.number,
      url: pull.html_url,
      state: pull.state,
      isMerged: pull.merged,
      title: pull.title.slice(prefix.length),
      body: pull.body ?? '',
      head: pull.head.sha,
      labels: (pull.labels ?? []).map(({ name }) => name),
      branch: pull.head.label,
      base: pull.base.ref,
      prefix,
    };
  });

/** What is read of a comment. */
export const commentAnswer = z
  .object({ id: z.number(), body: z.string() })
  .transform(({ id, body }): ForgeComment => ({ id, body }));

/** What is read of a label. */
export const labelAnswer = z.object({ id: z.number(), name: z.string() });
/** What is read of a branch. */
export const branchAnswer = z.object({ commit: z.object({ id: z.string() }) });
/** What is read of a commit that was made of files. */
export const filesAnswer = z.object({
  commit: z.object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    tree: z.object({ sha: z.string() }),
  }),
});
/** Where nothing is read. */
export const anyAnswer = z.unknown();
