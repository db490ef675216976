import type { ErrorEntry } from './error-entry';

/** What a forge (GitHub, Gitea, Forgejo) can answer. */
export const FORGE_ERRORS = {} as const satisfies Record<string, ErrorEntry>;
