import { until } from '../../fixtures/cluster/until';
import { GROUP } from '../../fixtures/informer/crossplane-world';
import { type ClaimSizes, treeOf } from '../../fixtures/trees/claims-with-ledger';
import type { GiteaServer } from '../gitea/gitea-server';

/** A comment as it stood at a time. */
export interface SeenComment {
  readonly id: number;
  /** Milliseconds since 1970: the end of the second in which Gitea got it. */
  readonly at: number;
  readonly body: string;
}

/** A pull request, in part. */
export interface GiteaPull {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly merged: boolean;
  readonly mergeable: boolean;
  readonly head: { readonly ref: string };
}

/** A GitOps repository on a real Gitea, changed as people change it: by requests that are merged. */
export class GiteaTarget {
  private constructor(
    private readonly gitea: GiteaServer,
    readonly name: string,
    private claims: ClaimSizes,
  ) {}

  static async make(gitea: GiteaServer, name: string, claims: ClaimSizes): Promise<GiteaTarget> {
    const target = new GiteaTarget(gitea, name, claims);
    await gitea.createRepository(name, target.tree(claims));
    return target;
  }

  /** What a collector is told of it. */
  settings(token: string): Record<string, string> {
    return {
      REGISTRY_REPO_OWNER: this.gitea.login,
      REGISTRY_REPO_NAME: this.name,
      REGISTRY_FORGE: 'gitea',
      REGISTRY_FORGE_URL: this.gitea.apiUrl,
      GITEA_TOKEN: token,
    };
  }

  /** A request that makes these claims of the others' repository; merged at once. Its number. */
  async merge(changes: Readonly<Record<string, number | null>>): Promise<number> {
    const branch = 'claims/storage/all';
    const before = this.tree(this.claims);
    const wanted = Object.entries({ ...this.claims, ...changes }).filter(([, size]) => size !== null);
    this.claims = Object.fromEntries(wanted) as ClaimSizes;
    const after = this.tree(this.claims);
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const files = await Promise.all(
      paths
        .filter((path) => before[path] !== after[path])
        .map((path) => this.fileChange(path, before, after)),
    );
    await this.must('POST', '/contents', { branch: 'main', new_branch: branch, message: 'Claims', files });
    const opened = await this.must('POST', '/pulls', { head: branch, base: 'main', title: 'Claims' });
    const { number } = opened as GiteaPull;
    await this.mergePull(number, true);
    return number;
  }

  /** Merges a request, as a person does. */
  async mergePull(number: number, withBranch = false): Promise<void> {
    await until(`the merge of request ${number}`, async () => {
      const form = { Do: 'merge', delete_branch_after_merge: withBranch };
      // 405 until it knows whether that can be.
      if ((await this.call('POST', `/pulls/${number}/merge`, form)).status === 200) return true;
      // That the branch of the request before was deleted reaches Gitea's queue late, and closes the next one of that branch.
      const { state, merged } = (await this.must('GET', `/pulls/${number}`)) as GiteaPull;
      if (state === 'closed' && !merged) await this.call('PATCH', `/pulls/${number}`, { state: 'open' });
      return merged;
    });
  }

  async branches(): Promise<readonly string[]> {
    return ((await this.must('GET', '/branches')) as { name: string }[]).map(({ name }) => name);
  }

  async comments(number: number): Promise<readonly SeenComment[]> {
    const comments = (await this.must('GET', `/issues/${number}/comments`)) as readonly {
      readonly id: number;
      readonly body: string;
      readonly updated_at: string;
    }[];
    return comments.map(({ id, body, updated_at: updated }) => ({ id, body, at: Date.parse(updated) + 999 }));
  }

  async pulls(): Promise<readonly GiteaPull[]> {
    return (await this.must('GET', '/pulls?state=all&limit=50')) as readonly GiteaPull[];
  }

  /** The text of a file on a branch. */
  async text(path: string, branch: string): Promise<string> {
    const { content } = (await this.must('GET', `/contents/${path}?ref=${encodeURIComponent(branch)}`)) as {
      content: string;
    };
    return Buffer.from(content, 'base64').toString('utf8');
  }

  private tree(claims: ClaimSizes): Record<string, string> {
    return treeOf(claims, {
      apiVersion: `${GROUP}/v1alpha1`,
      repository: `${this.gitea.login}/${this.name}`,
    });
  }

  private async fileChange(
    path: string,
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
  ): Promise<object> {
    const known =
      before[path] === undefined
        ? {}
        : { sha: ((await this.must('GET', `/contents/${path}?ref=main`)) as { sha: string }).sha };
    const text = after[path];
    if (text === undefined) return { operation: 'delete', path, ...known };
    const operation = before[path] === undefined ? 'create' : 'update';
    return { operation, path, content: Buffer.from(text).toString('base64'), ...known };
  }

  private async must(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  private call(method: string, path: string, body?: unknown): ReturnType<GiteaServer['call']> {
    return this.gitea.call(method, `/repos/${this.gitea.login}/${this.name}${path}`, body);
  }
}
