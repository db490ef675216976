import { holdSecretsForEver } from '../../../core/secrets/secrets-in-use';
import type { ForgeCapabilities } from '../forge';
import type { AccountStanding, ForgeAccount } from './forge-account';
import type { MergedRequest } from './merged-request';

/** A pull request as a forge's API shows it. */
export interface ForgeRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed';
  readonly isMerged: boolean;
  readonly title: string;
  readonly body: string;
  /** Commit at its head, as far as the API knows: it may lag behind the branch. */
  readonly head: string;
  readonly labels: readonly string[];
  /** Who opened it; undefined when that account is gone. */
  readonly author?: ForgeAccount;
  /** The forge merges it as soon as it may; undefined where it does not say. */
  readonly isAutoMerge?: boolean;
  /** What the API calls it where a number is not enough. */
  readonly nodeId?: string;
}

/** A comment on a request. */
export interface ForgeComment {
  readonly id: number;
  readonly body: string;
  /** Undefined when that account is gone. */
  readonly author?: ForgeAccount;
}

/** A request to open. */
export interface NewRequest {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/**
 * What opening a request gives. `exists`: there is an open one. `not-yet`: the forge does not see the branch so far.
 * `nothing`: the base has all commits of the branch.
 */
export type OpenOutcome =
  | { readonly status: 'opened'; readonly request: ForgeRequest }
  | { readonly status: 'exists' | 'not-yet' | 'nothing' };

/** What merging gives. `moved`: head or base is not what it was, or the forge has not made up its mind. */
export type MergeOutcome =
  | { readonly status: 'merged' }
  | { readonly status: 'moved'; readonly reason: string }
  | { readonly status: 'refused'; readonly reason: string };

/** Words to change on a request. */
export interface RequestChange {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
}

/**
 * The part of a forge's API that change requests need, one call each, for one repository. Errors are those of forge-errors;
 * what people may reasonably have configured wrong (a reviewer who is no collaborator) comes back as a note.
 */
export interface ForgeApi {
  readonly name: string;
  readonly capabilities: ForgeCapabilities;
  /** Requests that change something, sent so far. */
  readonly writes: number;
  /** Requests from a branch of this repository, and of no fork, into a base; those of the state given, the newest among them. */
  listRequests(branch: string, base: string, state: 'open' | 'closed'): Promise<readonly ForgeRequest[]>;
  /** Requests about claims that were merged into a base since a time (milliseconds since 1970); see `merged-requests.ts`. */
  mergedRequests(base: string, since: number): Promise<readonly MergedRequest[]>;
  openRequest(request: NewRequest): Promise<OpenOutcome>;
  changeRequest(number: number, change: RequestChange): Promise<ForgeRequest>;
  /** All comments, whatever number of pages they are on, each once. */
  listComments(number: number): Promise<readonly ForgeComment[]>;
  createComment(number: number, body: string): Promise<ForgeComment>;
  updateComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  /** Adds labels, made where the repository does not have them. */
  addLabels(number: number, labels: readonly string[]): Promise<readonly string[]>;
  askReviewers(number: number, reviewers: readonly string[]): Promise<readonly string[]>;
  assign(number: number, assignees: readonly string[]): Promise<readonly string[]>;
  setAutoMerge(request: ForgeRequest, enabled: boolean): Promise<readonly string[]>;
  /** The account that the token belongs to; undefined when the forge does not tell. */
  self(): Promise<ForgeAccount | undefined>;
  /** What an account may do in the repository; `none` in doubt. */
  standing(account: ForgeAccount): Promise<AccountStanding>;
  /** Who put the labels (names in lower case) on a request that it has now, as far as the forge tells. */
  labelSetters(number: number): Promise<ReadonlyMap<string, ForgeAccount>>;
  /** Merges when the head is still this commit. */
  merge(number: number, head: string): Promise<MergeOutcome>;
}

/** A token, or how to get it. */
export type Token = string | (() => Promise<string>);

/** The token itself. From here on it is masked in everything that this process shows or throws. */
export async function tokenText(token: Token): Promise<string> {
  const text = typeof token === 'string' ? token : await token();
  holdSecretsForEver(text);
  return text;
}
