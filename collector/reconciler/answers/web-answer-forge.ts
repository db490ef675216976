import { type ForgeAccount, isSameAccount } from '../../../gitops/forge/web/forge-account';
import type { ForgeApi, ForgeComment } from '../../../gitops/forge/web/forge-api';
import type { MergedRequest } from '../../../gitops/forge/web/merged-request';
import { ifFound, isCode } from '../../../gitops/forge/web/refusal';
import { readAnswerMarker } from './answer-comment';
import type { AnswerForge } from './answer-forge';

/** So many later looks find what was made twice. */
const LOOKS = 2;

/** Answers as comments of a forge with pull requests. A comment is ours where the account of the token wrote it and it has our marker: anybody may copy that. */
export class WebAnswerForge implements AnswerForge {
  private readonly known = new Map<number, ForgeComment>();
  /** Requests on which a comment was made lately, with how often they are looked at again. */
  private readonly unsure = new Map<number, number>();
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

  async mergedRequests(since: number): Promise<readonly MergedRequest[]> {
    this.api = this.connect();
    for (const [number, looks] of this.unsure) {
      await ifFound(() => this.find(number));
      if (looks > 1) this.unsure.set(number, looks - 1);
      else this.unsure.delete(number);
    }
    return this.api.mergedRequests(this.base, since);
  }

  async commentOf({ number }: MergedRequest): Promise<string | undefined> {
    return (await this.find(number))?.body;
  }

  async comment({ number }: MergedRequest, text: string): Promise<boolean> {
    const known = this.known.get(number) ?? (await this.find(number));
    if (known === undefined) {
      // An answer may be lost, a list may be behind: what was made twice is found later.
      this.unsure.set(number, LOOKS);
      // Where the forge does not say who we are, it says who wrote this.
      const made = await this.api.createComment(number, text);
      this.self ??= made.author;
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
