import type { WatchedKind } from './seen';

/** A key that is equal for one kind of claims, whatever version of it is watched. */
export function watchedKey({ group, kind }: Pick<WatchedKind, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

/** `acme.io/v1`, or `v1` in the core group. */
export function apiVersionOf({ group, version }: Pick<WatchedKind, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
