import { ACKNOWLEDGE_LABEL } from '../../../core/acknowledgement/acknowledgement';
import { type AccountStanding, type ForgeAccount, isSameAccount } from './forge-account';
import type { ForgeApi, ForgeRequest } from './forge-api';

/** Labels of a request, told apart by who put them there. */
export interface CountedLabels {
  readonly labels: readonly string[];
  /** Why others do not count, for people. */
  readonly notes: readonly string[];
}

/** Whose words count. What a forge tells is kept for one run; where it fails it is asked again. */
export class TrustedAccounts {
  private readonly known = new Map<string, AccountStanding>();
  private self: ForgeAccount | undefined;

  constructor(private readonly api: ForgeApi) {}

  /** Whether what an account wrote in our name is ours: it is the token's own, or may write to the repository. */
  async mayContinue(author: ForgeAccount | undefined): Promise<boolean> {
    if (author === undefined) {
      return false;
    }
    return isSameAccount(author, await this.me()) || (await this.standing(author)) === 'writer';
  }

  /** The account that this run writes with, where an answer tells. */
  learnSelf(account: ForgeAccount | undefined): void {
    this.self ??= account;
  }

  private async me(): Promise<ForgeAccount | undefined> {
    return (this.self ??= await this.api.self());
  }

  /**
   * Whether the text of a request is of somebody who belongs to the repository. Anyone who may read may open a request between two
   * branches that are there, and its author may change its text for ever.
   */
  async isTrustedAuthor({ author }: ForgeRequest): Promise<boolean> {
    return author !== undefined && (author.isApp === true || (await this.standing(author)) !== 'none');
  }

  /** Labels that acknowledge something count only when the last one to set them may write to the repository. */
  async countedLabels(request: ForgeRequest): Promise<CountedLabels> {
    const acknowledging = request.labels.filter((label) => label.startsWith(ACKNOWLEDGE_LABEL));
    if (acknowledging.length === 0) {
      return { labels: request.labels, notes: [] };
    }
    const setters = await this.api.labelSetters(request.number);
    const ignored = new Set<string>();
    const notes: string[] = [];
    for (const label of acknowledging) {
      const setter = setters.get(label.toLowerCase());
      if (setter === undefined || (await this.standing(setter)) !== 'writer') {
        ignored.add(label);
        const why =
          setter === undefined
            ? 'the forge does not say who put it there'
            : `${setter.login} put it there, and the forge does not say that this account may write to the repository`;
        notes.push(`the label ${label} does not count: ${why}`);
      }
    }
    return { labels: request.labels.filter((label) => !ignored.has(label)), notes };
  }

  private async standing(account: ForgeAccount): Promise<AccountStanding> {
    const key = `${account.id ?? ''} ${account.login}`;
    const known = this.known.get(key) ?? (await this.api.standing(account));
    // What is not told may be told later: a refusal can be a passing failure.
    if (known !== 'none') {
      this.known.set(key, known);
    }
    return known;
  }
}
