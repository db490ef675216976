import { relative } from 'node:path';

/** Path of a file for people: relative to where they are, where that is shorter. */
export function shownPath({ cwd }: { readonly cwd: string }, path: string): string {
  const inside = relative(cwd, path);
  return inside === '' ? '.' : inside.startsWith('..') ? path : inside;
}
