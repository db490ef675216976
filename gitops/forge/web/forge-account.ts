/** Somebody on a forge: a person, or a program with an account of its own. */
export interface ForgeAccount {
  /** Never used again for somebody else, as a login may be. */
  readonly id?: number;
  readonly login: string;
  /** An app that somebody with the right to do so installed in the repository. */
  readonly isApp?: boolean;
}

/**
 * What an account may do in a repository. `writer`: it may write, the forge says so. `member`: the forge counts it among the people of
 * the repository, but does not tell this token whether it may write.
 */
export type AccountStanding = 'writer' | 'member' | 'none';

/** Whether both are the same account; who is not known is nobody. */
export function isSameAccount(one: ForgeAccount | undefined, other: ForgeAccount | undefined): boolean {
  if (one === undefined || other === undefined) {
    return false;
  }
  if (one.id !== undefined && other.id !== undefined) {
    return one.id === other.id;
  }
  return one.login !== '' && one.login.toLowerCase() === other.login.toLowerCase();
}
