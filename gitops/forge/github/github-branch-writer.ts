import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { TargetReader } from '../../git/target-repository';
import { contentText } from '../../file-content';
import type { ContentEdit } from '../../tree-edit';
import type { RequestDraft } from '../forge';
import {
  assertPlannedTree,
  type BranchOutcome,
  type BranchWriter,
  movedMeanwhile,
} from '../web/branch-writer';
import { ifFound } from '../web/refusal';
import { objectAnswer, refAnswer, repositoryAnswer } from './github-answers';
import type { GitHubClient } from './github-client';
import { timestamp } from '../../../core/time/timestamp';

/** Files in one request for a tree, and characters of text in it. */
const CHUNK_FILES = 200;
const CHUNK_LENGTH = 4_000_000;
const NOTHING = '0'.repeat(40);
const UPDATE_REFS = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';

/**
 * Writes branches through the API, where pushes are not allowed: trees with the texts inline, a commit, then the ref by
 * the `updateRefs` mutation, which alone takes what a ref must be before (REST moves refs by force without looking, and deletes
 * them without looking). Reading goes through Git all the same.
 */
export class GitHubBranchWriter implements BranchWriter {
  /** Counted by the client, together with all others. */
  readonly writes = 0;
  private node: string | undefined;

  constructor(
    private readonly client: GitHubClient,
    private readonly repository: TargetReader,
  ) {}

  async write(branch: string, draft: RequestDraft): Promise<BranchOutcome> {
    const { parent = '', message, author, date } = draft;
    const tree = await this.tree(draft);
    const person = { ...author, date: timestamp(date) };
    const { committer } = await this.repository.commitInfo(draft.commit);
    const { sha } = await this.client.send(
      'POST /repos/{owner}/{repo}/git/commits',
      { message, tree, parents: [parent], author: person, committer: { ...committer, date: person.date } },
      objectAnswer,
    );
    return this.move(branch, draft.expectedHead, sha);
  }

  remove(branch: string, head: string): Promise<BranchOutcome> {
    return this.move(branch, head, null);
  }

  private async tree(draft: RequestDraft): Promise<string> {
    const { parent = '', edits } = draft;
    const paths = edits.map(({ path }) => path);
    const { index } = await this.repository.snapshot(parent, paths);
    const entries = edits
      .filter(({ path, content }) => content !== null || index.entries.has(path))
      .map((edit) => treeEntry(edit, index.entries.get(edit.path)?.mode));
    let sha = (await this.repository.commitInfo(parent)).tree;
    for (const chunk of chunks(entries)) {
      const parameters = { base_tree: sha, tree: chunk };
      ({ sha } = await this.client.send('POST /repos/{owner}/{repo}/git/trees', parameters, objectAnswer));
    }
    assertPlannedTree(this.client.host, sha, draft);
    return sha;
  }

  /** A compare-and-swap. When its answer is lost or refuses, the ref itself says what became of it. */
  private async move(branch: string, expected: string | null, to: string | null): Promise<BranchOutcome> {
    const name = `refs/heads/${branch}`;
    const update = { name, beforeOid: expected ?? NOTHING, afterOid: to ?? NOTHING, force: true };
    let refusals: readonly string[] = [];
    let failure: ToolkitError | undefined;
    try {
      const repositoryId = await this.nodeId();
      refusals = await this.client.mutate(UPDATE_REFS, { repositoryId, refUpdates: [update] });
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) {
        throw error;
      }
      failure = error;
    }
    if (failure === undefined && refusals.length === 0) {
      return { status: 'done', head: to ?? '' };
    }
    const now = await this.head(branch);
    if (now === to) {
      return { status: 'done', head: to ?? '' };
    }
    if (now !== expected) {
      return movedMeanwhile(branch);
    }
    throw (
      failure ??
      new ToolkitError('target-rejected', `${this.client.host} rejects ${branch}: ${refusals.join('; ')}`, {
        data: { branch },
      })
    );
  }

  private async head(branch: string): Promise<string | null> {
    const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
    const found = await ifFound(() => this.client.send(route, { ref: `heads/${branch}` }, refAnswer));
    return found?.object.sha ?? null;
  }

  private async nodeId(): Promise<string> {
    return (this.node ??= (
      await this.client.send('GET /repos/{owner}/{repo}', {}, repositoryAnswer)
    ).node_id);
  }
}

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob';
  readonly content?: string;
  readonly sha?: null;
}

function treeEntry({ path, content, mode }: ContentEdit, before: string | undefined): TreeEntry {
  const entry = { path, mode: mode ?? before ?? '100644', type: 'blob' } as const;
  return content === null ? { ...entry, sha: null } : { ...entry, content: contentText(content) };
}

function* chunks(entries: readonly TreeEntry[]): Generator<readonly TreeEntry[]> {
  let chunk: TreeEntry[] = [];
  let length = 0;
  for (const entry of entries) {
    const size = entry.content?.length ?? 0;
    if (chunk.length > 0 && (chunk.length >= CHUNK_FILES || length + size > CHUNK_LENGTH)) {
      yield chunk;
      chunk = [];
      length = 0;
    }
    chunk.push(entry);
    length += size;
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}
