import type { Transition } from './alert-book';

/** One change as a receiver gets it. */
interface Alert {
  readonly id: string;
  readonly cluster: string;
  readonly claimRef: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly before: string | null;
  readonly after: string;
  readonly message: string;
  readonly since: string;
}

/** Changes as JSON: the same bytes at every try. */
export function alertBody(changes: readonly Transition[]): string {
  return JSON.stringify({ version: 1, alerts: changes.map(alertOf) });
}

function alertOf({ id, claim, before, word, message, since }: Transition): Alert {
  const { cluster, claimRef, identity } = claim;
  return {
    id,
    cluster,
    claimRef,
    ...(identity !== undefined && { apiVersion: identity.apiVersion, kind: identity.kind }),
    before: before ?? null,
    after: word,
    message,
    since,
  };
}
