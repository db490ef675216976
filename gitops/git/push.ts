import { ToolkitError } from '../../core/errors/toolkit-error';
import { knownFailure, gitFailure } from './git-failure';
import type { GitAnswer } from './git-runner';
import type { PushOutcome, RefUpdate } from './target-repository';

/** Arguments of a push that moves each ref only from the value expected, several all or none. */
export function pushArguments(url: string, updates: readonly RefUpdate[]): string[] {
  return [
    'push',
    '--porcelain',
    '--no-verify',
    '--no-follow-tags',
    ...(updates.length > 1 ? ['--atomic'] : []),
    ...updates.map((update) => `--force-with-lease=${update.ref}:${update.expected ?? ''}`),
    '--end-of-options',
    url,
    ...updates.map((update) => `${update.newId ?? ''}:${update.ref}`),
  ];
}

/** A ref that nothing is ever pushed to. */
const PROBE = 'refs/claims/probe';

/** Arguments of a push that asks the target for everything but the write itself (git-push(1), `--dry-run`). */
export function probeArguments(url: string, commit: string): string[] {
  return ['push', '--porcelain', '--dry-run', '--no-verify', '--end-of-options', url, `+${commit}:${PROBE}`];
}

// Words of git push, receive-pack and of servers for "the ref is not what you expected any more".
const STALE =
  /stale info|fetch first|non-fast-forward|incorrect old value provided|reference already exists|failed to update ref|needs update/i;
/** What follows `cannot lock ref` when another push was faster. */
const OVERTAKEN = /is at \S{1,200} but expected|reference already exists|unable to resolve reference/i;
const LOCKED = /unable to create '[^']*\.lock': file exists/i;

/**
 * Judges a push by its porcelain lines (`<flag>\t<from>:<to>\t<summary> (<reason>)`). A lost race is an answer, a
 * rule of the server too; everything else throws.
 */
export function judgePush(answer: GitAnswer, updates: readonly RefUpdate[], target: string): PushOutcome {
  if (answer.exitCode === 0) {
    return { status: 'ok' };
  }
  const rejections = new Map<string, string>();
  for (const line of answer.stdout.toString('utf8').split('\n')) {
    const [flag, refs, summary] = line.split('\t');
    if (flag === '!' && refs !== undefined && summary !== undefined) {
      rejections.set(refs.slice(refs.indexOf(':') + 1), summary);
    }
  }
  if (LOCKED.test(answer.stderr)) {
    throw new ToolkitError(
      'target-locked',
      `${target} is locked by another process: ${lockLine(answer.stderr)}`,
      {
        data: { target },
      },
    );
  }
  for (const { ref } of updates) {
    const reason = rejections.get(ref);
    if (reason !== undefined && isStale(`${reason} ${answer.stderr}`)) {
      return { status: 'stale', ref };
    }
  }
  for (const { ref } of updates) {
    const reason = rejections.get(ref);
    if (reason === undefined || /atomic/.test(reason)) {
      continue;
    }
    const known = knownFailure(`${reason}\n${answer.stderr}`, target);
    if (known !== undefined) {
      throw known;
    }
    return { status: 'rejected', ref, reason: rejectionReason(reason, answer.stderr) };
  }
  throw gitFailure(['push'], answer, target);
}

function isStale(words: string): boolean {
  return STALE.test(words) || words.split('\n').some(isOvertaken);
}

function isOvertaken(line: string): boolean {
  const start = line.toLowerCase().indexOf('cannot lock ref ');
  return start !== -1 && OVERTAKEN.test(line.slice(start));
}

function lockLine(stderr: string): string {
  return (stderr.split('\n').find((line) => LOCKED.test(line)) ?? 'a lock file exists')
    .replace(/^((remote|error|fatal): *)+/, '')
    .replace(/\.$/, '')
    .trim();
}

/** The summary's own reason and what the server's hook printed. */
function rejectionReason(summary: string, stderr: string): string {
  const reason = /\(([^()]*)\)\s*$/.exec(summary)?.[1] ?? summary;
  const words = stderr
    .split('\n')
    .filter((line) => line.startsWith('remote:'))
    .map((line) => line.slice('remote:'.length).trim())
    .filter((line) => line !== '' && !reason.includes(line));
  return [reason, ...words].join('; ').slice(0, 500);
}
