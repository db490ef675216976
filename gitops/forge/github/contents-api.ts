import { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { assertText } from '../../decode-text';
import { anyAnswer, identifier } from '../web/answer-parts';
import { ifFound, isCode, refusal, told } from '../web/refusal';
import { type ContentsPull, newestPull } from './contents-pulls';
import type { GitHubClient } from './github-client';

/** A file of a branch. */
export interface ContentsFile {
  /** Of its blob: what a write compares. */
  readonly id: string;
  /** UTF-8. */
  readonly bytes: Buffer;
}

/** A commit, as far as it is told. */
export interface ContentsCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

// No more than what is used is asked of an answer: not every server gives all of it.
const fileAnswer = z.object({
  sha: z.string().min(1),
  content: z.string().default(''),
  encoding: z.string().default('base64'),
  size: z.number().optional(),
});
const commitAnswer = z.object({
  message: z.string(),
  tree: z.object({ sha: z.string() }),
  parents: z.array(z.object({ sha: z.string() })).default([]),
});
const aheadAnswer = z.object({
  commits: z.array(
    z.object({ commit: commitAnswer.omit({ parents: true }), parents: commitAnswer.shape.parents }),
  ),
});
const treeAnswer = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), sha: z.string() })),
});
const refAnswer = z.object({ object: z.object({ sha: z.string().min(1) }) });
const putAnswer = z.object({ commit: z.object({ sha: z.string() }).optional() });
const openedAnswer = z.object({ number: identifier, html_url: z.string().optional() });

const REPOSITORY = '/repos/{owner}/{repo}';

/** Files and branches by the REST API alone: what the original status collector asks for (collector-and-registry.md §1.6), and what undoes it. */
export class ContentsApi {
  constructor(private readonly client: GitHubClient) {}

  /** Requests sent so far that were meant to change something. */
  get writes(): number {
    return this.client.writes;
  }

  get host(): string {
    return this.client.host;
  }

  /** See {@link newestPull}. */
  pull(branch: string, base: string, state: 'open' | 'closed'): Promise<ContentsPull | undefined> {
    return newestPull(this.client, branch, base, state);
  }

  /** Undefined where there is none. Up to 1 MB the answer has the content, above that its blob has. @throws ToolkitError `registry-unreadable` */
  async file(path: string, branch: string): Promise<ContentsFile | undefined> {
    const route = `GET ${REPOSITORY}/contents/${address(path)}`;
    const found = await ifFound(() => this.client.send(route, { ref: branch }, fileAnswer));
    if (found === undefined) return undefined;
    // The content of a large file is empty.
    const isThere = (answer: typeof found, bytes: Buffer): boolean =>
      answer.encoding === 'base64' && (bytes.length > 0 || (found.size ?? 0) === 0);
    let bytes = Buffer.from(found.content, 'base64');
    if (!isThere(found, bytes)) {
      const blob = await told(() =>
        this.client.send(`GET ${REPOSITORY}/git/blobs/${address(found.sha)}`, {}, fileAnswer),
      );
      bytes = Buffer.from(blob?.content ?? '', 'base64');
      if (blob === undefined || !isThere(blob, bytes)) {
        throw new ToolkitError(
          'registry-unreadable',
          `${path}: ${this.client.host} does not give out its content (${found.size ?? 0} bytes)`,
        );
      }
    }
    assertText(path, bytes);
    return { id: found.sha, bytes };
  }

  async head(branch: string): Promise<string | undefined> {
    const route = `GET ${REPOSITORY}/git/ref/heads/${address(branch)}`;
    return (await ifFound(() => this.client.send(route, {}, refAnswer)))?.object.sha;
  }

  /** Undefined where it is not told. */
  async commit(id: string): Promise<ContentsCommit | undefined> {
    const route = `GET ${REPOSITORY}/git/commits/${address(id)}`;
    const found = await this.offered(() => this.client.send(route, {}, commitAnswer));
    if (found === undefined) return undefined;
    const { message, tree, parents } = found;
    return { message, tree: tree.sha, parents: parents.map(({ sha }) => sha) };
  }

  /** Commits of a branch that another one does not have; undefined where they are not told. */
  async ahead(base: string, branch: string): Promise<readonly ContentsCommit[] | undefined> {
    const route = `GET ${REPOSITORY}/compare/${address(base)}...${address(branch)}`;
    const found = await this.offered(() => this.client.send(route, {}, aheadAnswer));
    return found?.commits.map(({ commit: { message, tree }, parents }) => ({
      message,
      tree: tree.sha,
      parents: parents.map(({ sha }) => sha),
    }));
  }

  /** Entries of a folder; undefined where not all are told. */
  async tree(id: string): Promise<readonly TreeItem[] | undefined> {
    const route = `GET ${REPOSITORY}/git/trees/${address(id)}`;
    const found = await this.offered(() => this.client.send(route, {}, treeAnswer));
    return found === undefined || found.truncated
      ? undefined
      : found.tree.map(({ path, mode, sha }) => ({ name: path, mode, id: sha }));
  }

  /** False where there is one already. */
  async createBranch(branch: string, at: string): Promise<boolean> {
    const ref = `refs/heads/${branch}`;
    try {
      await this.client.send(`POST ${REPOSITORY}/git/refs`, { ref, sha: at }, anyAnswer);
      return true;
    } catch (error) {
      if (!isCode(error, 'forge-validation-failed') || !/exists/i.test(refusal(error))) throw error;
      return false;
    }
  }

  /** False where the server does not do that. */
  async moveBranch(branch: string, to: string): Promise<boolean> {
    const route = `PATCH ${REPOSITORY}/git/refs/heads/${address(branch)}`;
    const moved = this.offered(() => this.client.send(route, { sha: to, force: true }, z.object({})));
    return (await moved) !== undefined;
  }

  /** What is not there is no reason to fail. */
  async removeBranch(branch: string): Promise<void> {
    const route = `DELETE ${REPOSITORY}/git/refs/heads/${address(branch)}`;
    await this.offered(() => this.client.send(route, {}, anyAnswer));
  }

  /** Brings the base into a branch, where that is possible. */
  async mergeInto(branch: string, base: string): Promise<void> {
    await this.offered(() =>
      this.client.send(`POST ${REPOSITORY}/merges`, { base: branch, head: base }, anyAnswer),
    );
  }

  /** A commit on top of a branch. @returns its id, null where that is not told; undefined where the file is another one by now */
  async put(path: string, branch: string, change: FileChange): Promise<string | null | undefined> {
    const { content, message, before } = change;
    const parameters = { branch, message, sha: before, content: content.toString('base64') };
    try {
      const route = `PUT ${REPOSITORY}/contents/${address(path)}`;
      return (await this.client.send(route, parameters, putAnswer)).commit?.sha ?? null;
    } catch (error) {
      const isOther =
        isCode(error, 'forge-conflict') ||
        (isCode(error, 'forge-validation-failed') && /sha|does not match/i.test(refusal(error)));
      if (!isOther) throw error;
      return undefined;
    }
  }

  /** Undefined where that has to be looked at again. */
  async open(request: NewPull): Promise<{ readonly number: number; readonly url: string } | undefined> {
    try {
      const opened = await this.client.send(`POST ${REPOSITORY}/pulls`, { ...request }, openedAnswer);
      return { number: opened.number, url: opened.html_url ?? '' };
    } catch (error) {
      if (!/already exists|no commits between/i.test(refusal(error))) throw error;
      return undefined;
    }
  }

  /** What the server does not do is left out. */
  async change(number: number, change: { readonly body?: string; readonly state?: 'closed' }): Promise<void> {
    const parameters = { pull_number: number, ...change };
    await ifFound(() => this.client.send(`PATCH ${REPOSITORY}/pulls/{pull_number}`, parameters, anyAnswer));
  }

  /** What is done without where the server refuses it or does not have it: undefined. */
  private async offered<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!ToolkitError.isToolkitError(error) || NEVER_PASSED_OVER.has(error.code)) throw error;
      return undefined;
    }
  }
}

const NEVER_PASSED_OVER: ReadonlySet<string> = new Set([
  'git-aborted',
  'forge-rate-limited',
  'forge-auth-failed',
  'forge-redirected',
]);

/** An entry of a folder, as Git has it. */
export interface TreeItem {
  readonly name: string;
  /** Six digits. */
  readonly mode: string;
  readonly id: string;
}

/** A file to write. */
export interface FileChange {
  readonly content: Buffer;
  readonly message: string;
  /** Id of the blob that it replaces. */
  readonly before: string;
}

/** A request to open. */
export interface NewPull {
  readonly title: string;
  readonly body: string;
  /** Its branch. */
  readonly head: string;
  readonly base: string;
}

/** A path in an address: slashes stay. */
function address(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
