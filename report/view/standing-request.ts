/** Who made a commit. */
interface Person {
  readonly name: string;
  readonly email: string;
}

/** A request as it stands in the target. */
export interface StandingRequest {
  readonly key: { readonly project: string; readonly kind: string; readonly group: string };
  /** Full name of its ref. */
  readonly ref: string;
  /** Whose work stands at its head. */
  readonly head:
    | { readonly kind: 'none' | 'merged' | 'ours' }
    | {
        readonly kind: 'foreign';
        readonly commits: readonly { readonly id: string; readonly author: Person }[];
      }
    | { readonly kind: 'unreadable'; readonly why: string };
  readonly heads: { readonly base: string | undefined; readonly request: string | undefined };
  /** Undefined where its head cannot be read. */
  readonly found: { readonly url: string; readonly title: string; readonly body: string } | undefined;
  /** Commit at its head; undefined where that cannot be read. */
  readonly commit:
    | { readonly author: Person; readonly committerDate: Date; readonly parents: readonly string[] }
    | undefined;
}

/** What showing a request needs beside the request. */
export interface StandingContext {
  /** Base branch. */
  readonly base: string;
  /** What Git is given to reach the target; without credentials. */
  readonly target: string;
  /** Whether a push of the request's commit to the base merges it; else the forge does. */
  readonly byPush: boolean;
  readonly now: Date;
}

/** A standing request as a reviewer wants to know it. */
export interface StandingRequestView {
  readonly key: StandingRequest['key'];
  readonly ref: string;
  readonly base: string;
  readonly byPush: boolean;
  /** Undefined where nothing can be read; the body without the lines for machines. */
  readonly words: StandingRequest['found'];
  /** Id of the commit at its head. */
  readonly commit: string | undefined;
  /** `name <email>`. */
  readonly author: string | undefined;
  readonly committedAt: Date | undefined;
  /** In milliseconds. */
  readonly age: number | undefined;
  /** Whether it stands on the base as it is now. */
  readonly isOnBase: boolean;
  /** What a reviewer without this tool types to merge; undefined where a push does not do it. */
  readonly merge: string | undefined;
  /** Commits that are not ours, newest first. */
  readonly foreign: readonly { readonly commit: string; readonly author: string }[];
  /** Why its head cannot be read. */
  readonly why: string | undefined;
}

/** Describes a request that stands in the target. */
export function describeStandingRequest(
  { key, ref, head, heads, found, commit }: StandingRequest,
  { base, target, byPush, now }: StandingContext,
): StandingRequestView {
  const isOnBase =
    commit !== undefined &&
    (heads.base === undefined ? commit.parents.length === 0 : commit.parents.includes(heads.base));
  return {
    key,
    ref,
    base,
    byPush,
    words: found && { url: found.url, title: found.title, body: readableBody(found.body) },
    commit: heads.request,
    author: commit && personOf(commit.author),
    committedAt: commit?.committerDate,
    age: commit && Math.max(0, now.getTime() - commit.committerDate.getTime()),
    isOnBase,
    merge:
      byPush && head.kind === 'ours' && isOnBase
        ? `git push ${quoted(target)} ${String(heads.request)}:refs/heads/${base}`
        : undefined,
    foreign:
      head.kind === 'foreign'
        ? head.commits.map(({ id, author }) => ({ commit: id, author: personOf(author) }))
        : [],
    why: head.kind === 'unreadable' ? head.why : undefined,
  };
}

function personOf({ name, email }: Person): string {
  return `${name} <${email}>`;
}

/** Without the lines that are meant for machines and hidden where Markdown is shown. */
function readableBody(body: string): string {
  return body
    .split('\n')
    .filter((row) => !(row.trimStart().startsWith('<!-- claims:') && row.trimEnd().endsWith('-->')))
    .join('\n')
    .trim();
}

/** For a shell, where it has to be. */
function quoted(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
