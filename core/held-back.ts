import type { KeptFile } from './plan';

/** Claims (`<category>/<name>`) that differ from the program and cannot be changed, because a file of theirs is kept; sorted. */
export function heldBackClaims(kept: readonly KeptFile[]): string[] {
  const claims = kept
    .filter((file) => file.programChanged)
    .map(({ category, name }) => `${category}/${name}`);
  return [...new Set(claims)].sort();
}

/** Whether what is kept is all that a person edited, so that it may be called so. */
export function areEdited(kept: readonly KeptFile[]): boolean {
  return kept.every(({ reason }) => reason.startsWith('hand-edited'));
}
