import type { ErrorCode } from '../../core/errors/catalogue';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { GitAnswer } from './git-answer';

interface Pattern {
  readonly code: ErrorCode;
  readonly pattern: RegExp;
  readonly say: (target: string, line: string, stderr: string) => string;
}

/**
 * Git's words (locale C) and those of ssh and curl behind it, most telling first: a full disk also prints that a
 * ref cannot be locked, a refused key also prints that the remote end hung up.
 */
const PATTERNS: readonly Pattern[] = [
  {
    code: 'git-not-installed',
    pattern: /spawn git ENOENT/,
    say: () => 'git was not found in PATH',
  },
  {
    code: 'disk-full',
    pattern: /no space left on device|disk quota exceeded/i,
    say: (target, line) => `no space left for ${target}: ${line}`,
  },
  {
    code: 'target-url-unsupported',
    pattern:
      /transport '[^']*' not allowed|git: 'remote-[^']{0,80}' is not a git command|unable to find remote helper/i,
    say: (target, line) => `${target} cannot be used as target: ${line}`,
  },
  {
    code: 'base-checked-out',
    pattern: /refusing to update checked out branch|branch is currently checked out/i,
    say: (target) => `the base branch is checked out in ${target}`,
  },
  {
    code: 'target-not-owned',
    pattern: /detected dubious ownership in repository|unsafe repository \(/i,
    say: (target, _line, stderr) =>
      `${target} belongs to another user, so Git does not use it; if you trust it: ${cureOf(stderr)}`,
  },
  {
    code: 'target-redirected',
    pattern: /the requested url returned error: 30[12378]/i,
    say: (target) => `${target} answers with a redirect, which is not followed`,
  },
  {
    code: 'target-rejected',
    pattern: /ref updates aborted by hook/i,
    say: (target, _line, stderr) => `${target} rejects the push: ${hookWords(stderr)}`,
  },
  {
    code: 'target-auth-failed',
    pattern:
      /authentication failed|could not read (username|password)|terminal prompts disabled|invalid credentials|permission denied \((publickey|password|keyboard)|host key verification failed|the requested url returned error: 401|http basic: access denied|invalid username or (password|token)/i,
    say: (target, line) => `${target} refuses access: ${line}`,
  },
  {
    code: 'target-unreachable',
    pattern:
      /could not resolve host|couldn't connect|failed to connect|connection (refused|timed out|reset|closed)|network is unreachable|no route to host|name or service not known|temporary failure in name resolution|ssl|certificate|the requested url returned error: (429|5\d\d)|operation too slow|empty reply from server|recv failure/i,
    say: (target, line) => `${target} does not answer: ${line}`,
  },
  {
    code: 'target-read-only',
    pattern:
      /the requested url returned error: 403|write access to repository not granted|permission to \S+ denied|denied by |read-only file system|insufficient permission|permission denied|operation not permitted|service not enabled|unable to create temporary object directory/i,
    say: (target, line) => `${target} cannot be written: ${line}`,
  },
  {
    code: 'target-not-a-repository',
    pattern:
      /not a git repository|does not appear to be a git repository|repository '[^']*' not found|repository not found|the requested url returned error: 404|no such file or directory|does not exist|not valid: is this a git repository/i,
    say: (target) => `${target} is not a Git repository`,
  },
  {
    code: 'target-locked',
    pattern: /unable to create '[^']*\.lock': file exists|another git process/i,
    say: (target, line) => `${target} is locked by another process: ${line}`,
  },
  {
    code: 'target-unreachable',
    // Said after many other things too: only telling when nothing else was said.
    pattern: /early eof|remote end hung up|could not read from remote repository/i,
    say: (target, line) => `${target} does not answer: ${line}`,
  },
];

function tellingLine(stderr: string, pattern?: RegExp): string {
  const lines = stderr.split('\n').map((line) =>
    line
      .replace(/^((remote|fatal|error|hint): *)+/, '')
      .replace(/\.$/, '')
      .trim(),
  );
  const found = lines.find((line) => line !== '' && (pattern === undefined || pattern.test(line)));
  return (found ?? lines.find((line) => line !== '') ?? 'no reason given').slice(0, 300);
}

/** Git's own cure, which names the folder as Git sees it. */
function cureOf(stderr: string): string {
  const line = stderr
    .split('\n')
    .find((each) => each.trim().startsWith('git config --global --add safe.directory'));
  return `\`${(line ?? 'git config --global --add safe.directory <path>').trim().slice(0, 300)}\``;
}

/** What a hook said before Git gave up: everything that is not Git's own farewell. */
function hookWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => !/hung up unexpectedly|unexpected disconnect/.test(line));
  return lines
    .map((line) => line.replace(/^(remote|fatal|error): */, '').trim())
    .filter((line) => line !== '')
    .join('; ')
    .slice(0, 300);
}

/** The error for what Git printed, or undefined when its words are not known. */
export function knownFailure(stderr: string, target: string): ToolkitError | undefined {
  for (const { code, pattern, say } of PATTERNS) {
    if (pattern.test(stderr)) {
      return new ToolkitError(code, say(target, tellingLine(stderr, pattern), stderr), {
        data: { target, stderr: stderr.slice(0, 2000) },
      });
    }
  }
  return undefined;
}

/** Commands that only read the target. */
const READING: ReadonlySet<string> = new Set(['ls-remote', 'fetch', 'clone']);
/** The server knows who asks, or that nobody does, and refuses. GitHub speaks of write access then, whatever was asked for. */
const REFUSED =
  /the requested url returned error: 403|write access to repository not granted|permission to \S+ denied|denied by |service not enabled|insufficient permission|permission denied/i;

/** The error of a reading command that the server does not allow; it says nothing about writing. */
function refusedReading(stderr: string, target: string): ToolkitError | undefined {
  if (!REFUSED.test(stderr)) {
    return undefined;
  }
  const said = stderr
    .split('\n')
    .filter((line) => !/write access/i.test(line))
    .join('\n');
  const reason = /error: 403/.test(said) ? '403' : tellingLine(said, REFUSED);
  return new ToolkitError(
    'target-auth-failed',
    `${target} may not be read with these credentials: ${reason}`,
    {
      data: { target, stderr: stderr.slice(0, 2000) },
    },
  );
}

/**
 * Turns a failed Git command into an error of the catalogue.
 *
 * @param args - the command; only its name goes into the message
 * @param target - what it worked on, without credentials
 */
export function gitFailure(args: readonly string[], answer: GitAnswer, target: string): ToolkitError {
  const known = knownFailure(answer.stderr, target);
  const isReading = READING.has(String(args[0])) && known?.code === 'target-read-only';
  return (
    (isReading ? refusedReading(answer.stderr, target) : undefined) ??
    known ??
    new ToolkitError(
      'git-failed',
      `git ${String(args[0])} failed (${answer.exitCode}): ${tellingLine(answer.stderr)}`,
      { data: { target, stderr: answer.stderr.slice(0, 2000) } },
    )
  );
}
