import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { OwnCluster } from '../../service/in-cluster';

/** For whom a token has to be made: one that a pod has for the API server itself is not taken. */
const TOKEN_AUDIENCE = 'cdk8s-claims';

const PATH = '/apis/authentication.k8s.io/v1/tokenreviews';

/** What a token of a ServiceAccount looks like; nothing else is worth a question. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MOST_CHARACTERS = 16_384;

/** How long an answer holds, in milliseconds; a token that is refused may be a new one of which the server does not know yet. */
const TRUSTED_FOR = 60_000;
const REFUSED_FOR = 5_000;
const MOST_REMEMBERED = 1_000;
/** Questions under way at once: anybody can invent tokens. */
const MOST_AT_ONCE = 8;

const REVIEW = z.object({
  status: z.object({
    authenticated: z.boolean().optional(),
    audiences: z.array(z.string()).optional(),
    user: z.object({ username: z.string().optional() }).optional(),
  }),
});

/** What a review is asked with. */
export interface TokenReviewOptions {
  readonly api: OwnCluster;
  /** Name of the cluster in reports. */
  readonly cluster: string;
  /** `<namespace>/<name>` of the ServiceAccounts that may report; undefined: all of the namespace of the collector. */
  readonly accounts: readonly string[] | undefined;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Remembered {
  readonly clusters: readonly string[];
  readonly until: number;
}

/**
 * Asks the API server of the collector's own cluster whose token a text is (https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/). The audience has to be ours,
 * and the user a ServiceAccount that may report: every pod can have a token of its own account made for any audience.
 */
export function tokenReview({
  api,
  cluster,
  accounts,
  now,
}: TokenReviewOptions): (token: string) => Promise<readonly string[]> {
  const remembered = new Map<string, Remembered>();
  const asked = new Map<string, Promise<readonly string[]>>();
  const mayReport = (user: string): boolean => {
    const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
    if (namespace === undefined || name === undefined) return false;
    return accounts === undefined ? namespace === api.namespace : accounts.includes(`${namespace}/${name}`);
  };
  const ask = async (token: string, key: string): Promise<readonly string[]> => {
    const { authenticated, audiences, user } = await review(api, token);
    const isOurs = authenticated === true && (audiences ?? []).includes(TOKEN_AUDIENCE);
    const clusters = isOurs && mayReport(user?.username ?? '') ? [cluster] : [];
    const [oldest] = remembered.keys();
    if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.delete(key);
    remembered.set(key, { clusters, until: now() + (clusters.length > 0 ? TRUSTED_FOR : REFUSED_FOR) });
    return clusters;
  };
  return async (token) => {
    if (token.length > MOST_CHARACTERS || !JWT.test(token)) return [];
    const key = createHash('sha256').update(token).digest('base64');
    const known = remembered.get(key);
    if (known !== undefined && known.until > now()) return known.clusters;
    let answer = asked.get(key);
    if (answer === undefined) {
      if (asked.size >= MOST_AT_ONCE) throw unavailable('too many tokens are asked about at once');
      answer = ask(token, key).finally(() => asked.delete(key));
      asked.set(key, answer);
    }
    return answer;
  };
}

async function review(api: OwnCluster, token: string): Promise<z.output<typeof REVIEW>['status']> {
  const { status, body } = await api
    .post(PATH, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token, audiences: [TOKEN_AUDIENCE] },
    })
    .catch((error: unknown) => {
      throw unavailable('the API server does not answer', error);
    });
  if (status !== 201 && status !== 200) throw unavailable(`the API server answers ${status}`);
  const { data } = REVIEW.safeParse(parsed(body));
  if (data === undefined) throw unavailable('the API server gives no TokenReview');
  return data.status;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Without the words of an answer: it may repeat the token. */
function unavailable(why: string, cause?: unknown): ToolkitError {
  return new ToolkitError('token-review-unavailable', `the token could not be checked: ${why}`, { cause });
}
