import type { GitAnswer } from './git-answer';
import type { RefUpdate } from './target-repository';

/**
 * Why a ref was not moved. `race`: it was not what was expected any more. `locked`: another process has it in hand.
 * `blocked`: another ref stands where it needs a folder, or below it. `declined`: a hook or a rule says no. `unclear`: anything else.
 */
export type RefusalKind = 'race' | 'locked' | 'blocked' | 'declined' | 'unclear';

/** A ref that was not moved, and why. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** Git's own words and those of the server. */
  readonly words: string;
  /** The ref that stands in the way, where Git names it. */
  readonly blocker?: string;
}

/** Longer words help nobody, and what judges them must not be slow. */
const LONGEST_WORDS = 500;
const LONGEST_SUMMARY = 2_000;
const LONGEST_OUTPUT = 64 * 1024;

// Said by this side of a push, which compares with what the server has just told (git-push(1), OUTPUT).
const OURS =
  /^(stale info|fetch first|non-fast-forward|needs force|already exists|remote ref updated since checkout)$/;
// Said by receive-pack, by JGit (lock error, failed to lock) and by forges about a ref that moved after that.
const MOVED =
  /^(incorrect old value provided|reference already exists|reference does not exist|lock error|failed to lock)$/;
const MOVED_DETAIL =
  /^cannot lock ref '[^']*': (is at [0-9a-f]{40,64} but expected [0-9a-f]{40,64}|reference already exists|unable to resolve reference '[^']*')$/;
const LOCKED = /^(cannot lock ref '[^']*': )?unable to create '[^']*\.lock': file exists$/i;
const BLOCKED = /^cannot lock ref '[^']*': '([^']*)' exists; cannot create '[^']*'$/;
const BLOCKED_IN_SHORT = /^(refname conflict|directory file conflict)$/i;
const DECLINED =
  /hook declined|declined due to|prohibited|protected|^deny |^non-fast-forward$|not allowed|rule violation/i;

/** What the porcelain lines (`!\t<from>:<to>\t[<who> rejected] (<reason>)`) and the server say about one ref; undefined: nothing. */
export function refusalOf({ ref }: RefUpdate, answer: GitAnswer): Refusal | undefined {
  const summary = summaryOf(ref, answer.stdout);
  // Another ref of the same push was refused: that one tells why.
  if (summary === undefined || summary.includes('(atomic ')) return undefined;
  const reason = inBrackets(summary.trimEnd()).trim();
  const isOurs = summary.startsWith('[rejected]');
  const said = saidLines(answer.stderr);
  const words = inWords(reason, said);
  if (isOurs && OURS.test(reason)) return { kind: 'race', words };
  // Words of a hook never count as Git's: only lines about this very ref do, and only where Git itself gave up on it.
  const isGitsOwn = /^(failed to update ref|transaction failed|failed to transact|cannot lock ref)/i.test(
    reason,
  );
  const details = isGitsOwn ? [reason, ...said.filter((line) => isAbout(ref, line))] : [reason];
  for (const detail of details) {
    const blocker = BLOCKED.exec(detail)?.[1];
    if (blocker !== undefined) return { kind: 'blocked', words, blocker };
    if (BLOCKED_IN_SHORT.test(detail)) return { kind: 'blocked', words };
    if (MOVED.test(detail) || MOVED_DETAIL.test(detail)) return { kind: 'race', words };
    if (LOCKED.test(detail)) return { kind: 'locked', words };
  }
  return { kind: DECLINED.test(reason) ? 'declined' : 'unclear', words };
}

/** What stands between the first bracket and the one at the end. */
function inBrackets(summary: string): string {
  const open = summary.indexOf('(');
  return open !== -1 && summary.endsWith(')') ? summary.slice(open + 1, -1) : summary;
}

function summaryOf(ref: string, porcelain: Buffer): string | undefined {
  for (const line of porcelain.toString('utf8', 0, LONGEST_OUTPUT).split('\n')) {
    const [flag, refs = '', summary] = line.split('\t');
    if (flag === '!' && refs.slice(refs.indexOf(':') + 1) === ref) return summary?.slice(0, LONGEST_SUMMARY);
  }
  return undefined;
}

function isAbout(ref: string, line: string): boolean {
  return line.startsWith(`cannot lock ref '${ref}'`) || LOCKED.test(line);
}

/** What Git and the server printed, line by line, without who said it. */
export function saidLines(stderr: string): string[] {
  return stderr
    .slice(0, LONGEST_OUTPUT)
    .split('\n')
    .filter((line) => /^(remote|error|fatal):/.test(line))
    .filter((line) => !line.startsWith('error: failed to push some refs'))
    .map((line) => withoutSpeaker(line))
    .filter((line) => line !== '');
}

function withoutSpeaker(line: string): string {
  let text = line.trim();
  for (let more = true; more;) {
    const next = text.replace(/^(remote|error|fatal):\s*/, '');
    more = next !== text;
    text = next;
  }
  return text.replace(/\.$/, '');
}

function inWords(reason: string, said: readonly string[]): string {
  const more = [...new Set(said)].filter((line) => !reason.includes(line));
  return [reason, ...more].join('; ').slice(0, LONGEST_WORDS);
}
