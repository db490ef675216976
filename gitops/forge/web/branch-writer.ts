import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { TargetRepository } from '../../git/target-repository';
import type { RequestDraft } from '../forge';

/** What became of a branch. `lost`: it was not what was expected any more, and is as it was. */
export type BranchOutcome =
  { readonly status: 'done'; readonly head: string } | { readonly status: 'lost'; readonly reason: string };

/**
 * Writes the branch of a request. Every write is a compare-and-swap on what the branch was when it was looked at: a commit that
 * somebody pushed meanwhile is never replaced.
 */
export interface BranchWriter {
  /** Writes sent so far. */
  readonly writes: number;
  /** Makes the branch the draft's commit, from `draft.expectedHead`. */
  write(branch: string, draft: RequestDraft): Promise<BranchOutcome>;
  /** Removes the branch as long as it has this head. */
  remove(branch: string, head: string): Promise<BranchOutcome>;
}

/** The outcome where somebody else was faster. */
export function movedMeanwhile(branch: string): Extract<BranchOutcome, { status: 'lost' }> {
  return { status: 'lost', reason: `${branch} was moved by somebody else` };
}

/** Throws `forge-answer-invalid` where the tree that an API made is not the planned one. */
export function assertPlannedTree(host: string, made: string, { tree }: RequestDraft): void {
  if (made !== tree) {
    throw new ToolkitError(
      'forge-answer-invalid',
      `${host} made another tree (${made}) than was planned (${tree})`,
    );
  }
}

/** Writes branches by pushes with a lease. */
export class PushWriter implements BranchWriter {
  writes = 0;

  constructor(private readonly repository: TargetRepository) {}

  write(branch: string, draft: RequestDraft): Promise<BranchOutcome> {
    return this.push(branch, draft.commit, draft.expectedHead);
  }

  async remove(branch: string, head: string): Promise<BranchOutcome> {
    const outcome = await this.push(branch, null, head);
    return outcome.status === 'done' ? { status: 'done', head } : outcome;
  }

  private async push(branch: string, newId: string | null, expected: string | null): Promise<BranchOutcome> {
    const outcome = await this.repository.push([{ ref: `refs/heads/${branch}`, newId, expected }]);
    switch (outcome.status) {
      case 'ok':
        this.writes += 1;
        return { status: 'done', head: newId ?? '' };
      case 'stale':
        return movedMeanwhile(branch);
      case 'rejected':
        throw new ToolkitError(
          'target-rejected',
          `${this.repository.location.display} rejects ${branch}: ${outcome.reason}`,
          { data: { branch, reason: outcome.reason } },
        );
    }
  }
}
