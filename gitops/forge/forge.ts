import type { RequestMetadata } from '../../core/request/request-metadata';
import type { Identity } from '../git/target-repository';
import type { ContentEdit } from '../tree-edit';
import type { RequestKey } from './request-key';
import type { Trailers } from './trailers';

/** What a forge can do and how much it takes, as data. Lengths in characters. */
export interface ForgeCapabilities {
  readonly titleLength: number;
  /** Whether body and comments are shown as Markdown; else they are plain text, as Git shows a commit message. */
  readonly markdown: boolean;
  readonly bodyLength: number;
  readonly commentLength: number;
  /** Comments that one request may be continued in; 0: the body is all there is. */
  readonly maxComments: number;
  readonly labels: boolean;
  readonly reviewers: boolean;
  readonly assignees: boolean;
  readonly draft: boolean;
  readonly autoMerge: boolean;
  /** `fast-forward`: the request's commit becomes the base, so it must stand on it; `forge`: the forge merges. */
  readonly merge: 'fast-forward' | 'forge';
}

/** Settings that some forges have. */
export interface RequestSettings {
  readonly labels?: readonly string[];
  readonly reviewers?: readonly string[];
  readonly assignees?: readonly string[];
  readonly draft?: boolean;
  /** Let the forge merge it once its rules are met. */
  readonly autoMerge?: boolean;
  /** Must not be merged by the forge now (an acknowledgement is missing): auto-merge is taken off, whoever set it. */
  readonly hold?: boolean;
}

/** What a request says. */
export interface RequestContent {
  readonly title: string;
  /** The body, then what continues it: each within the limits of the forge's capabilities. */
  readonly parts: readonly string[];
  readonly metadata: RequestMetadata;
  /** More facts for machines, e.g. `Claims-Acknowledge`. */
  readonly trailers: Trailers;
  readonly settings: RequestSettings;
}

/** A change request as found. */
export interface ChangeRequest {
  readonly key: RequestKey;
  /** Number, or ref. */
  readonly id: string;
  readonly url: string;
  /** `closed`: without having been merged. */
  readonly state: 'open' | 'closed' | 'merged';
  /** Commit at its head. */
  readonly head: string;
  readonly title: string;
  readonly body: string;
  /** Absent when somebody removed it. */
  readonly metadata?: RequestMetadata;
  /** What the commit says that we made: never what stands in title, body or comments, which others may write. */
  readonly trailers: Trailers;
  /** For `closed`: we closed it ourselves because nothing was left to do. */
  readonly closedByUs?: boolean;
  /** Where the forge has labels; of those that acknowledge something only what an account put there that may write. */
  readonly labels?: readonly string[];
  /** What the forge shows and does not count, for people. */
  readonly notes?: readonly string[];
}

/** Ids that base and request have right now, as fetched in one go. */
export interface Heads {
  /** Undefined in an empty repository. */
  readonly base: string | undefined;
  /** Undefined when the branch or ref of the request does not exist. */
  readonly request: string | undefined;
}

/** A request to be made, or made anew. */
export interface RequestDraft {
  readonly key: RequestKey;
  /** Base branch. */
  readonly base: string;
  /** What the commit stands on; undefined: a root commit. */
  readonly parent: string | undefined;
  /** The commit, made in the scratch repository; equal to the request's head when only the words change. */
  readonly commit: string;
  readonly tree: string;
  /** From parent to tree, for forges that are written through their API. */
  readonly edits: readonly ContentEdit[];
  readonly message: string;
  readonly author: Identity;
  readonly date: Date;
  readonly content: RequestContent;
  /** What the branch or ref must be right now; `null`: it must not exist. */
  readonly expectedHead: string | null;
}

/** What became of a write. `lost`: somebody else was faster, nothing or only a part was done, look again. */
export type WriteOutcome =
  | {
      readonly status: 'done';
      readonly request: ChangeRequest;
      readonly writes: number;
      /** What the forge would not do, though the request stands: a reviewer who is none, auto-merge that is not allowed. */
      readonly notes?: readonly string[];
    }
  | { readonly status: 'lost'; readonly reason: string; readonly writes: number };

/**
 * A place that keeps change requests. Adapters do one thing at a time and report lost races; what to do when is
 * decided by the convergence engine alone. Every method may throw the errors of git-errors and forge-errors.
 */
export interface Forge {
  readonly name: string;
  readonly capabilities: ForgeCapabilities;
  /** Full name of the ref that holds a request's commit. */
  headRef(key: RequestKey): string;
  /** How people name {@link headRef}: the branch. */
  branchName(key: RequestKey): string;
  /** The open request, else the newest closed or merged one, else undefined. Reads only. */
  find(key: RequestKey, base: string, heads: Heads): Promise<ChangeRequest | undefined>;
  /** Message of a request's commit. */
  commitMessage(key: RequestKey, content: RequestContent, tree: string): string;
  create(draft: RequestDraft): Promise<WriteOutcome>;
  update(request: ChangeRequest, draft: RequestDraft): Promise<WriteOutcome>;
  /** Closes a request that has nothing left to do and removes its branch. */
  close(request: ChangeRequest): Promise<WriteOutcome>;
  /** Removes a branch that no request is open for, as long as it has this head. */
  removeBranch(key: RequestKey, head: string): Promise<number>;
  /** Merges; the base must still be where it was. */
  merge(request: ChangeRequest, base: string, baseHead: string | undefined): Promise<WriteOutcome>;
}
