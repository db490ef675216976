import { isJsonObject } from '../../../core/json/json-guards';
import type { ObjectReference } from '../claim-summary';
import type { EventReader, Found, ObjectReader, WarningEvent } from './found';
import { KindDirectory, parsed } from './kind-directory';
import type { KubeAnswer, KubeRequest } from './kube-request';

/** After a refusal, events are not asked for again for so long, in milliseconds. */
const EVENTS_REFUSED = 600_000;
/** Names of objects: DNS subdomains, and what RBAC objects may have (`system:node`). */
const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9.:_-]{0,251}[a-zA-Z0-9])?$/;

/** Reads objects and events of a cluster through its API server. */
export class ApiServerReader implements ObjectReader, EventReader {
  private readonly directory: KindDirectory;
  private eventsRefusedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly request: KubeRequest,
    private readonly now: () => number,
  ) {
    this.directory = new KindDirectory(request, now);
  }

  async get(reference: ObjectReference, spend: () => Promise<void>): Promise<Found> {
    const { apiVersion, kind, name, namespace } = reference;
    if (!NAME.test(name) || (namespace !== undefined && !NAME.test(namespace))) return { type: 'absent' };
    try {
      const place = await this.directory.find(apiVersion, kind, spend);
      if (place === 'none') return { type: 'absent' };
      if ('failed' in place) return unread(place.failed);
      // An object of a namespaced kind without a namespace is none.
      if (place.isNamespaced && namespace === undefined) return { type: 'absent' };
      const within = place.isNamespaced ? `/namespaces/${encodeURIComponent(namespace ?? '')}` : '';
      await spend();
      const answer = await this.request(`${place.base}${within}/${place.plural}/${encodeURIComponent(name)}`);
      if (answer.status === 404) this.directory.forget(apiVersion);
      if (answer.status !== 200) return unread(answer);
      const object = parsed(answer.body);
      return isJsonObject(object)
        ? { type: 'object', object }
        : { type: 'failed', why: 'the answer is not an object' };
    } catch (error) {
      return { type: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  }

  async lastWarning(
    { uid, namespace }: { readonly uid: string; readonly namespace: string },
    spend: () => Promise<void>,
  ): Promise<WarningEvent | undefined> {
    if (this.now() - this.eventsRefusedAt < EVENTS_REFUSED || !/^[\w-]{1,128}$/.test(uid)) return undefined;
    // Events of cluster-scoped objects are in `default` (client-go, tools/record).
    const within = encodeURIComponent(namespace === '' ? 'default' : namespace);
    const selector = encodeURIComponent(`involvedObject.uid=${uid},type=Warning`);
    try {
      await spend();
      const { status, body } = await this.request(
        `/api/v1/namespaces/${within}/events?fieldSelector=${selector}&limit=500`,
      );
      if (status === 403) this.eventsRefusedAt = this.now();
      return status === 200 ? lastOf(parsed(body)) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** What an answer other than the object means. No credentials and no time are no answer about the object. */
function unread({ status, retryAfter }: KubeAnswer): Found {
  if (status === 404) return { type: 'absent' };
  const isNoAnswer = status === 401 || status === 408 || status === 429 || status < 400 || status >= 500;
  if (!isNoAnswer) return { type: 'forbidden' };
  return {
    type: 'failed',
    why: `the API server answered ${status}`,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function lastOf(list: unknown): WarningEvent | undefined {
  const items = isJsonObject(list) ? list['items'] : undefined;
  if (!Array.isArray(items)) return undefined;
  let last: { readonly at: number; readonly event: WarningEvent } | undefined;
  for (const item of items) {
    if (!isJsonObject(item) || typeof item['message'] !== 'string') continue;
    const at = timeOf(item);
    if (last !== undefined && at < last.at) continue;
    const reason = item['reason'];
    last = { at, event: { reason: typeof reason === 'string' ? reason : '', message: item['message'] } };
  }
  return last?.event;
}

/** When an event happened last: three fields of three generations of the API say so. */
function timeOf(event: Readonly<Record<string, unknown>>): number {
  const { series, lastTimestamp, eventTime, metadata } = event;
  const times = [
    isJsonObject(series) ? series['lastObservedTime'] : undefined,
    lastTimestamp,
    eventTime,
    isJsonObject(metadata) ? metadata['creationTimestamp'] : undefined,
  ].flatMap((time) => {
    const read = typeof time === 'string' ? Date.parse(time) : Number.NaN;
    return Number.isNaN(read) ? [] : [read];
  });
  return Math.max(0, ...times);
}
