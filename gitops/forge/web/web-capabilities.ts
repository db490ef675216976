import type { ForgeCapabilities } from '../forge';

/** What every forge with pull requests can do; lengths are its own. */
export const WEB_CAPABILITIES = {
  maxComments: 99,
  labels: true,
  reviewers: true,
  assignees: true,
  draft: true,
  autoMerge: true,
  merge: 'forge',
} as const satisfies Partial<ForgeCapabilities>;
