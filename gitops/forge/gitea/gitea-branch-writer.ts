import { contentPieces } from '../../file-content';
import type { TargetReader } from '../../git/target-repository';
import type { RequestDraft } from '../forge';
import { anyAnswer } from '../web/answer-parts';
import {
  assertPlannedTree,
  type BranchOutcome,
  type BranchWriter,
  movedMeanwhile,
} from '../web/branch-writer';
import { ifFound, isCode } from '../web/refusal';
import { branchAnswer, filesAnswer } from './gitea-answers';
import type { GiteaClient } from './gitea-client';

const ATTEMPTS = 4;
const PAUSE = 300;

/**
 * Writes branches through the API, where pushes are not allowed (Gitea 1.26 or newer). The commit is made on a branch of its own, from
 * the base; the request's branch is then made there, or moved there from what it is expected to be. A branch is removed by renaming
 * it first: what it was at that moment can be looked at in peace, and is named back when it was not what was expected.
 */
export class GiteaBranchWriter implements BranchWriter {
  /** Counted by the client, together with all others. */
  readonly writes = 0;

  constructor(
    private readonly client: GiteaClient,
    private readonly repository: TargetReader,
    private readonly wait: (milliseconds: number) => Promise<void>,
  ) {}

  async write(branch: string, draft: RequestDraft): Promise<BranchOutcome> {
    const staging = stagingName(branch, draft.commit);
    const { commit } = await this.commit(staging, draft);
    try {
      if (commit.parents[0]?.sha !== draft.parent) {
        return movedMeanwhile(draft.base);
      }
      assertPlannedTree(this.client.host, commit.tree.sha, draft);
      return await this.move(branch, draft.expectedHead, commit.sha);
    } finally {
      await this.delete(staging);
    }
  }

  async remove(branch: string, head: string): Promise<BranchOutcome> {
    if ((await this.head(branch)) !== head) {
      return movedMeanwhile(branch);
    }
    const aside = stagingName(branch, head);
    await this.client.send(`PATCH /branches/${escape(branch)}`, anyAnswer, { name: aside });
    if ((await this.head(aside)) !== head) {
      await this.client.send(`PATCH /branches/${escape(aside)}`, anyAnswer, { name: branch });
      return movedMeanwhile(branch);
    }
    await this.delete(aside);
    return { status: 'done', head };
  }

  private async commit(staging: string, draft: RequestDraft): Promise<{ commit: Commit }> {
    const { parent = '', edits, author, date, message, base } = draft;
    const paths = edits.map(({ path }) => path);
    const { index } = await this.repository.snapshot(parent, paths);
    const { committer } = await this.repository.commitInfo(draft.commit);
    const files: FileOperation[] = [];
    for (const { path, content } of edits) {
      const sha = index.entries.get(path)?.objectId;
      if (content !== null) {
        const operation = sha === undefined ? 'create' : 'update';
        files.push({
          operation,
          path,
          sha,
          content: Buffer.concat(contentPieces(content)).toString('base64'),
        });
      } else if (sha !== undefined) {
        files.push({ operation: 'delete', path, sha });
      }
    }
    const at = date.toISOString();
    const options = {
      branch: base,
      new_branch: staging,
      message,
      author,
      committer,
      dates: { author: at, committer: at },
      files,
    };
    try {
      return await this.client.send('POST /contents', filesAnswer, options);
    } catch (error) {
      // Left over from a run that was killed: nobody else names branches like this.
      if (isCode(error, 'forge-validation-failed') && (await this.head(staging)) !== undefined) {
        await this.delete(staging);
        return this.client.send('POST /contents', filesAnswer, options);
      }
      throw error;
    }
  }

  private async move(branch: string, expected: string | null, to: string): Promise<BranchOutcome> {
    for (let attempt = 1; ; attempt++) {
      try {
        if (expected === null) {
          await this.client.send('POST /branches', anyAnswer, { new_branch_name: branch, old_ref_name: to });
        } else {
          const update = { new_commit_id: to, old_commit_id: expected, force: true };
          await this.client.send(`PUT /branches/${escape(branch)}`, anyAnswer, update);
        }
        return { status: 'done', head: to };
      } catch (error) {
        // Whatever the answer was, the branch itself says what became of it.
        const now = (await this.head(branch)) ?? null;
        if (now === to) {
          return { status: 'done', head: to };
        }
        if (now !== expected) {
          return movedMeanwhile(branch);
        }
        // Two that make a branch at once get a 500 each while neither is there yet.
        if (attempt >= ATTEMPTS || !isCode(error, 'forge-unavailable')) {
          throw error;
        }
        await this.wait(PAUSE * attempt);
      }
    }
  }

  private async head(branch: string): Promise<string | undefined> {
    const found = await ifFound(() => this.client.send(`GET /branches/${escape(branch)}`, branchAnswer));
    return found?.commit.id;
  }

  private async delete(branch: string): Promise<void> {
    await ifFound(() => this.client.send(`DELETE /branches/${escape(branch)}`, anyAnswer));
  }
}

interface FileOperation {
  readonly operation: 'create' | 'update' | 'delete';
  readonly path: string;
  readonly sha?: string;
  readonly content?: string;
}

interface Commit {
  readonly sha: string;
  readonly parents: readonly { readonly sha: string }[];
  readonly tree: { readonly sha: string };
}

function stagingName(branch: string, commit: string): string {
  return `claims-staging/${branch.replaceAll('/', '-').slice(0, 60)}-${commit.slice(0, 12)}`;
}

function escape(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}
