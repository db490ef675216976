import type { CommitInfo } from './target-repository';

/** For `git log -z`: fields by unit separators, the message last. */
export const LOG_FORMAT = '--format=%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%at%x1f%cn%x1f%ce%x1f%ct%x1f%B';

/** Reads `git log -z` in {@link LOG_FORMAT}. */
export function parseCommitLog(log: Buffer): CommitInfo[] {
  const commits: CommitInfo[] = [];
  for (const record of log.toString('utf8').split('\0')) {
    if (record === '') {
      continue;
    }
    const [
      id = '',
      tree = '',
      parents = '',
      an = '',
      ae = '',
      at = '',
      cn = '',
      ce = '',
      ct = '',
      ...message
    ] = record.split('\x1f');
    commits.push({
      id,
      tree,
      parents: parents === '' ? [] : parents.split(' '),
      author: { name: an, email: ae },
      authorDate: dateOf(at),
      committer: { name: cn, email: ce },
      committerDate: dateOf(ct),
      message: message.join('\x1f'),
    });
  }
  return commits;
}

/** Anybody can write any number there: one that is no date of this calendar counts as 1970. */
function dateOf(seconds: string): Date {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}
