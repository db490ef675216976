import type { RefUpdate } from './target-repository';

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
