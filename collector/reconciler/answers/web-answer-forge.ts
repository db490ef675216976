import { type ForgeAccount, isSameAccount } from '../../../gitops/forge/web/forge-account';
import type { ForgeApi, ForgeComment } from '../../../gitops/forge/web/forge-api';
import type { MergedRequest } from '../../../gitops/forge/web/merged-request';
import { isCode } from '../../../gitops/forge/web/refusal';
import { readAnswerMarker } from './answer-comment';
import type { AnswerForge } from './answer-forge';

/** Answers as comments of a forge with pull requests. A comment is ours where the account of the token wrote it and it has our marker: anybody may copy that. */
export class WebAnswerForge implements AnswerForge {
  private readonly known = new Map<number, ForgeComment>();
  private self: ForgeAccount | undefined;
  private api: ForgeApi;

  /**
   * @param connect - made anew for each look: tokens are
   * @param base - branch that requests are for
   */
  constructor(
    private readonly connect: () => ForgeApi,
    private readonly base: string,
  ) {
    this.api = connect();
  }

  get commentLength(): number {
    return this.api.capabilities.commentLength;
  }

  mergedRequests(since: number): Promise<readonly MergedRequest[]> {
    this.api = this.connect();
    return this.api.mergedRequests(this.base, since);
  }

  async commentOf({ number }: MergedRequest): Promise<string | undefined> {
    return (await this.find(number))?.body;
  }

  async comment({ number }: MergedRequest, text: string): Promise<boolean> {
    const known = this.known.get(number) ?? (await this.find(number));
    if (known === undefined) {
      // Where the forge does not say who we are, it says who wrote this.
      const made = await this.api.createComment(number, text);
      this.self ??= made.author;
      // An answer that was lost, or another run, may have made one before.
      const ours = await this.find(number);
      return ours === undefined || ours.id === made.id || this.update(number, ours, text);
    }
    return this.update(number, known, text);
  }

  private async update(number: number, comment: ForgeComment, text: string): Promise<boolean> {
    try {
      await this.api.updateComment(comment.id, text);
      this.known.set(number, { ...comment, body: text });
      return true;
    } catch (error) {
      if (!isCode(error, 'forge-not-found')) throw error;
      return false;
    }
  }

  /** The oldest one of ours; what was made twice goes. */
  private async find(number: number): Promise<ForgeComment | undefined> {
    this.self ??= await this.api.self();
    const comments = await this.api.listComments(number);
    const [first, ...more] = comments
      .filter(({ author, body }) => isSameAccount(author, this.self) && readAnswerMarker(body) !== undefined)
      .sort((one, other) => one.id - other.id);
    for (const { id } of more) await this.api.deleteComment(id);
    if (first !== undefined) this.known.set(number, first);
    return first;
  }
}
