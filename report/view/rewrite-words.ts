import type { Rewrite } from '../../core/plan';

/** How much of a file is written anew. */
export const REWRITE_WORDS = {
  file: 'the whole file is rewritten',
  field: 'more than the value is rewritten',
} as const satisfies Readonly<Record<Rewrite['extent'], string>>;
