import type { StandingRequest } from '../pipeline/find-requests';
import { ageText } from './age-text';
import { joined, line, own, visible, visibleLines, type Shown } from './shown';
import type { Style } from './style';
import { wrapText } from './wrap-text';

/** What showing a request needs beside the request. */
export interface ShowContext {
  /** Base branch. */
  readonly base: string;
  /** What Git is given to reach the target; without credentials. */
  readonly target: string;
  /** Whether a push of the request's commit to the base merges it; else the forge does. */
  readonly byPush: boolean;
  readonly now: Date;
  readonly style: Style;
  readonly columns: number;
}

/** A standing request as `claims pr --show --json` prints it. */
export function shownRequestJson(
  request: StandingRequest,
  context: ShowContext,
): Readonly<Record<string, unknown>> {
  const { key, ref, head, heads, found, commit } = request;
  const foreign = head.kind === 'foreign' ? head.commits : [];
  return {
    project: key.project,
    kind: key.kind,
    group: key.group,
    ref,
    url: found?.url ?? null,
    title: found?.title ?? null,
    body: found === undefined ? null : readableBody(found.body),
    base: context.base,
    commit: heads.request ?? null,
    author: commit === undefined ? null : personOf(commit.author),
    committedAt: commit?.committerDate.toISOString() ?? null,
    ageSeconds: commit === undefined ? null : Math.floor(ageOf(commit.committerDate, context) / 1000),
    current: isOnBase(request),
    merge: mergeCommand(request, context) ?? null,
    foreign: foreign.map(({ id, author }) => ({ commit: id, author: personOf(author) })),
    unreadable: head.kind === 'unreadable' ? head.why : null,
  };
}

/** The same for people. */
export function shownRequestText(request: StandingRequest, context: ShowContext): Shown {
  const { style, columns, base } = context;
  const { head, heads, found, commit } = request;
  const ref = visible(request.ref);
  const id = visible(String(heads.request).slice(0, 7));
  const dim = (text: Shown): Shown => style.paint('dim', text);
  if (head.kind === 'unreadable' || found === undefined || commit === undefined) {
    const why = head.kind === 'unreadable' ? visible(head.why) : own('it says nothing');
    return joined(
      [
        style.paint('bold', wrapText(line`what stands at ${ref} is not ours: ${why}`, columns)),
        dim(line`  ${ref} at ${id}`),
        own('  `claims pr --take-over` replaces it'),
      ],
      '\n',
    );
  }
  const age = visible(ageText(ageOf(commit.committerDate, context)));
  return joined(
    [
      style.paint('bold', wrapText(visible(found.title), columns)),
      dim(line`  into ${visible(base)}, by ${visible(personOf(commit.author))}, ${age} old`),
      dim(line`  ${ref} at ${visible(String(heads.request))}`),
      ...(context.byPush ? [] : [line`  ${style.paint('cyan', visible(found.url))}`]),
      own(''),
      visibleLines(readableBody(found.body)),
      own(''),
      ...mergeLines(request, context),
    ],
    '\n',
  );
}

function mergeLines(request: StandingRequest, context: ShowContext): Shown[] {
  const { head, found } = request;
  if (head.kind === 'foreign') {
    const { commits } = head;
    const names = commits
      .slice(0, 5)
      .map((one) => line`${visible(one.id.slice(0, 7))} by ${visible(personOf(one.author))}`);
    const more = commits.length > 5 ? [line`${commits.length - 5} more`] : [];
    const words = line`not all of it is ours: ${joined([...names, ...more], ', ')}; \`claims pr --take-over\` replaces what it did`;
    return [wrapText(words, context.columns)];
  }
  if (!context.byPush) return [line`to merge: ${visible(found?.url ?? '')}, or \`claims pr --merge\``];
  const command = mergeCommand(request, context);
  return command === undefined
    ? [
        line`${visible(context.base)} has moved on since: \`claims pr --merge\` makes the request anew on it and merges it`,
      ]
    : [own('to merge: `claims pr --merge`, or'), line`  ${visible(command)}`];
}

/** What a reviewer without this tool types to merge; undefined where a push does not do it. */
function mergeCommand(request: StandingRequest, { base, target, byPush }: ShowContext): string | undefined {
  const { head, heads } = request;
  if (!byPush || head.kind !== 'ours' || !isOnBase(request)) return undefined;
  return `git push ${quoted(target)} ${String(heads.request)}:refs/heads/${base}`;
}

/** Whether it stands on the base as it is now. */
function isOnBase({ heads, commit }: StandingRequest): boolean {
  if (commit === undefined) return false;
  return heads.base === undefined ? commit.parents.length === 0 : commit.parents.includes(heads.base);
}

function personOf({ name, email }: { readonly name: string; readonly email: string }): string {
  return `${name} <${email}>`;
}

function ageOf(date: Date, { now }: ShowContext): number {
  return Math.max(0, now.getTime() - date.getTime());
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
