import type { ForgeAccount } from './forge-account';

/** That a label was put on a request, or taken off it. */
export interface LabelEvent {
  readonly label: string;
  readonly isSet: boolean;
  /** Undefined where the account is gone. */
  readonly actor: ForgeAccount | undefined;
}

/**
 * Who put the labels (names in lower case) on a request that it has now.
 *
 * @param pages - events, the oldest first; undefined for those about anything else
 */
export async function lastSetters(
  pages: AsyncIterable<readonly (LabelEvent | undefined)[]>,
): Promise<ReadonlyMap<string, ForgeAccount>> {
  const setters = new Map<string, ForgeAccount>();
  for await (const page of pages) {
    for (const event of page) {
      if (event === undefined) continue;
      const { label, isSet, actor } = event;
      if (isSet && actor !== undefined) setters.set(label.toLowerCase(), actor);
      else setters.delete(label.toLowerCase());
    }
  }
  return setters;
}
