import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import type { ChainLink } from '../../core/status/claim-status';
import { legacyStatus } from '../../core/status/legacy-status';
import { knownTime, liveState } from '../../core/status/live-state';
import type { ClaimState } from '../../report/view/claim-state';

/** A status with its reason, and since when where that is known. */
interface Verdict {
  readonly status: string;
  readonly message: string;
  readonly since?: string | undefined;
}

/** Objects on the way to what fails that are told. */
const MOST_LINKS = 16;

/**
 * A claim of a collector's `GET /api/v1/status`, in the words of the registry (docs/status.md); undefined for what is none. What is published
 * counts, not what was reported last: that is still to last for some seconds.
 */
export function collectorState(entry: JsonValue): ClaimState | undefined {
  if (!isJsonObject(entry)) return undefined;
  const cluster = textOf(entry, 'cluster');
  const reference = textOf(entry, 'claimRef');
  if (cluster === undefined || reference === undefined) return undefined;
  const slash = reference.indexOf('/');
  const kind = textOf(entry, 'kind');
  const seenAt = knownTime(textOf(entry, 'receivedAt'));
  const { status, message, since } = verdictOf(entry);
  const chain = linksOf(objectOf(entry, 'cause')?.['chain']);
  const fields = { status, statusMessage: message, lastCheckedAt: since ?? '', cluster };
  return {
    claim: reference,
    name: reference.slice(slash + 1),
    ...(slash > 0 && { namespace: reference.slice(0, slash) }),
    ...(kind !== undefined && { template: kind.toLowerCase() }),
    ...liveState(new Map(Object.entries(fields))),
    ...(seenAt !== undefined && { seenAt }),
    ...(chain.length > 0 && { chain }),
  };
}

/** As the reconciler decides, but for `creating`: how long a claim is known and whether it was ever Ready is not in the list. */
function verdictOf(entry: JsonObject): Verdict {
  const unreadable = textOf(entry, 'unreadableSince');
  if (unreadable !== undefined) {
    return { status: 'unknown', message: 'its kind cannot be read', since: unreadable };
  }
  const silent = textOf(entry, 'unknownSince');
  if (silent !== undefined) {
    return { status: 'unknown', message: 'no report came from the cluster', since: silent };
  }
  const cause = causeText(objectOf(entry, 'cause'));
  const deleted = textOf(entry, 'deletionTimestamp');
  if (deleted !== undefined) {
    return { status: 'deleting', message: cause ?? 'is being deleted', since: deleted };
  }
  const published = objectOf(entry, 'published');
  const ready = objectOf(published ?? entry, 'ready');
  const synced = objectOf(published ?? entry, 'synced');
  const isReady = textOf(ready, 'status');
  const flapping = published?.['flapping'];
  if (typeof flapping === 'number') {
    return { status: isReady === 'True' ? 'active' : 'error', message: `flapping (${flapping})` };
  }
  const unsynced = textOf(synced, 'status') === 'False' ? `not synced: ${wordsOf(synced)}` : undefined;
  const why = cause ?? unsynced;
  if (ready === undefined) {
    if (why !== undefined) return { status: 'error', message: why };
    const message = textOf(entry, 'statusMessage') ?? '';
    const isTyped = textOf(entry, 'kind') !== undefined;
    return isTyped
      ? { status: 'creating', message: 'no condition Ready yet' }
      : { status: legacyStatus(message), message };
  }
  if (isReady === 'True') {
    return { status: 'active', message: why === undefined ? 'Ready' : `Ready, but ${why}` };
  }
  if (isReady !== 'False') return { status: 'unknown', message: why ?? wordsOf(ready) };
  if (why !== undefined) return { status: 'error', message: why };
  // The reason that Crossplane gives while it makes a resource for the first time (crossplane-status-facts.md §3).
  const isNew = textOf(ready, 'reason') === 'Creating';
  return { status: isNew ? 'creating' : 'error', message: wordsOf(ready) };
}

function causeText(cause: JsonObject | undefined): string | undefined {
  if (cause === undefined) return undefined;
  return `${textOf(cause, 'kind') ?? ''} ${textOf(cause, 'name') ?? ''}: ${wordsOf(cause)}`;
}

function wordsOf(said: JsonObject | undefined): string {
  const words = [textOf(said, 'reason'), textOf(said, 'message')].filter((word) => word !== undefined);
  return words.length === 0 ? 'no reason is given' : words.join(': ');
}

function linksOf(chain: JsonValue | undefined): ChainLink[] {
  if (!isJsonList(chain)) return [];
  return chain.slice(0, MOST_LINKS).flatMap((link) => {
    const [kind, name] = isJsonObject(link) ? [textOf(link, 'kind'), textOf(link, 'name')] : [];
    return kind === undefined || name === undefined ? [] : [{ kind, name }];
  });
}

function textOf(object: JsonObject | undefined, field: string): string | undefined {
  const value = object?.[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function objectOf(object: JsonObject | undefined, field: string): JsonObject | undefined {
  const value = object?.[field];
  return isJsonObject(value) ? value : undefined;
}
