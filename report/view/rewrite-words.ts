import type { Rewrite } from '../../core/plan';

/** How much of a file is written anew. */
export const REWRITE_WORDS = {
  file: 'the whole file is written anew',
  field: 'more than the value is written anew',
} as const satisfies Readonly<Record<Rewrite['extent'], string>>;
