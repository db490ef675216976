import { redactText } from '../secrets/redact-text';
import { timestamp } from '../time/timestamp';
import { boundedMessage } from './bounded-message';

/** What a registry says of a claim as it runs: one entry of it, or one claim of one cluster. */
export interface LiveState {
  /** A word of docs/status.md; other tools may have written another one. */
  readonly status: string;
  /** Why it is so; bounded, and without secrets. */
  readonly message?: string;
  /** RFC 3339, in UTC. */
  readonly since?: string;
  /** Absent: the registry does not say in which cluster. */
  readonly cluster?: string;
}

/** Statuses of a claim that has something standing in a cluster, whole or not. */
const LIVE: ReadonlySet<string> = new Set(['active', 'creating', 'error']);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * What the fields of a registry entry say; undefined where its status is missing.
 *
 * @param fields - by name, as they were read
 */
export function liveState(fields: ReadonlyMap<string, string>): LiveState | undefined {
  const said = (field: string): string | undefined => fields.get(field)?.trim() || undefined;
  const status = said('status');
  if (status === undefined) return undefined;
  const message = said('statusMessage');
  const since = knownTime(said('lastCheckedAt'));
  const cluster = said('cluster');
  return {
    status,
    ...(message !== undefined && { message: redactText(boundedMessage(message)) }),
    ...(since !== undefined && { since }),
    ...(cluster !== undefined && { cluster }),
  };
}

/** Whether something of the claim stands in a cluster. Of what is unknown nobody can tell. */
export function isLive({ status }: LiveState): boolean {
  return LIVE.has(status);
}

/** A time that was read from somewhere, in the form of ours; undefined where it is none. */
export function knownTime(text: string | undefined): string | undefined {
  if (text === undefined || !TIME.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : timestamp(time);
}
