import { z } from 'zod';
import { identifier } from '../web/answer-parts';
import { type ForgeAccount, isSameAccount } from '../web/forge-account';
import { told } from '../web/refusal';
import type { GitHubClient } from './github-client';

/** A pull request of a branch, as far as it is told. */
export interface ContentsPull {
  readonly number: number;
  /** Empty where it is not told. */
  readonly url: string;
  /** Undefined where it is not told. */
  readonly body: string | undefined;
  readonly isMerged: boolean;
}

const account = z.object({ id: identifier, login: z.string() }).nullish();
const end = z
  .object({ ref: z.string().optional(), repo: z.object({ full_name: z.string().optional() }).nullish() })
  .optional();
const pullAnswer = z.object({
  number: identifier,
  html_url: z.string().default(''),
  body: z.string().nullish(),
  state: z.string().optional(),
  merged_at: z.string().nullish(),
  head: end,
  base: end,
  user: account,
});

/**
 * The newest request from a branch of the repository itself into a base. One that is closed is our own, where the server says who opened it, and who we are: anybody may open one from a branch of
 * ours, and close it again.
 *
 * @param state - of the request
 */
export async function newestPull(
  client: GitHubClient,
  branch: string,
  base: string,
  state: 'open' | 'closed',
): Promise<ContentsPull | undefined> {
  const filter = { state, head: `${client.owner}:${branch}`, base, sort: 'created', direction: 'desc' };
  const slug = `${client.owner}/${client.name}`.toLowerCase();
  for await (const page of client.pages('GET /repos/{owner}/{repo}/pulls', filter, pullAnswer)) {
    const own = page.filter(
      (pull) =>
        (pull.state ?? state) === state &&
        (pull.head?.ref ?? branch) === branch &&
        (pull.base?.ref ?? base) === base &&
        (pull.head?.repo?.full_name ?? slug).toLowerCase() === slug,
    );
    const isAsked = state === 'closed' && own.some(({ user }) => user != null);
    const self = isAsked ? await selfOf(client) : undefined;
    const [newest] = own
      .filter(({ user }) => self === undefined || user == null || isSameAccount(self, user))
      .sort((one, other) => other.number - one.number);
    if (newest !== undefined) {
      const { number, html_url: url, body, merged_at: mergedAt } = newest;
      return { number, url, body: body === null ? '' : body, isMerged: typeof mergedAt === 'string' };
    }
  }
  return undefined;
}

/** Undefined for tokens of apps, and where it is not told. */
async function selfOf(client: GitHubClient): Promise<ForgeAccount | undefined> {
  return (await told(() => client.send('GET /user', {}, account))) ?? undefined;
}
