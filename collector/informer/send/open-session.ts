import { ToolkitError } from '../../../core/errors/toolkit-error';
import { isJsonObject } from '../../../core/json/json-guards';
import { apiVersionOf } from '../kind-names';
import type { WatchedKind } from '../seen';
import { answerFailure, answerJson, isTemporary } from './answer-failure';
import type { Poster } from './poster';

/** Who asks for a session. */
export interface SessionAsked {
  readonly cluster: string;
  /** Name of the process, for people. */
  readonly informer: string;
  readonly kinds: readonly WatchedKind[];
  /** Wait where another informer reports these kinds. */
  readonly standby: boolean;
  /** The epoch of the session before: a lease of its own is no other informer's. */
  readonly epoch: number | undefined;
  /** The collector is known to have sessions: it is not asked. */
  readonly isOurs: boolean;
}

const SESSIONS = '/api/v1/sessions';

/** What kind of collector answers, and whether this informer may report. */
export type SessionAnswer =
  | { readonly collector: 'ours'; readonly epoch: number }
  /** The collector of machinery-status-collector: it knows single reports alone. */
  | { readonly collector: 'original' }
  /** Another informer holds the lease. */
  | { readonly collector: 'held'; readonly heldBy: string; readonly expiresAt: number };

/**
 * Opens a session where the collector knows them. A question that changes nothing finds that out first: the original answers 404, ours 405 and names the method. Whoever answers
 * anything else, be it 200, is taken for the original, whose reports ours takes, too.
 *
 * @throws ToolkitError `collector-unreachable`, `collector-refuses-informer`
 */
export async function openSession(poster: Poster, asked: SessionAsked): Promise<SessionAnswer> {
  const { cluster, informer, kinds, standby, epoch } = asked;
  if (!asked.isOurs && !(await knowsSessions(poster))) return { collector: 'original' };
  const body = {
    cluster,
    informer,
    kinds: kinds.map((kind) => ({ apiVersion: apiVersionOf(kind), kind: kind.kind })),
    standby,
  };
  const posted = await poster.post(SESSIONS, JSON.stringify(body));
  const { status } = posted;
  const answer = answerJson(posted);
  if (status === 201 && Number.isSafeInteger(answer?.['epoch'])) {
    return { collector: 'ours', epoch: answer?.['epoch'] as number };
  }
  if (status === 409) {
    const holder = heldBy(answer);
    if (standby && holder.epoch !== undefined && holder.epoch === epoch) {
      return openSession(poster, { ...asked, standby: false, isOurs: true });
    }
    return { collector: 'held', heldBy: holder.informer, expiresAt: holder.expiresAt };
  }
  if (isTemporary(status)) throw answerFailure(posted);
  // Ours says what is wrong with the request; anything else does not know sessions.
  if (answer?.['code'] === 'report-invalid') {
    throw new ToolkitError('collector-unreachable', 'the collector opens no session for these kinds', {
      data: { status },
    });
  }
  return { collector: 'original' };
}

/** @throws ToolkitError where the answer says nothing about the collector */
async function knowsSessions(poster: Poster): Promise<boolean> {
  const posted = await poster.ask(SESSIONS);
  const { status, allow = '' } = posted;
  if (isTemporary(status)) throw answerFailure(posted);
  return status === 405 && allow.split(',').some((method) => method.trim() === 'POST');
}

function heldBy(answer: Readonly<Record<string, unknown>> | undefined): {
  readonly informer: string;
  readonly epoch: number | undefined;
  readonly expiresAt: number;
} {
  const holder = answer?.['heldBy'];
  const { informer, epoch } = isJsonObject(holder) ? holder : ({} as Readonly<Record<string, unknown>>);
  const expiresAt = Date.parse(String(answer?.['expiresAt']));
  return {
    informer: typeof informer === 'string' ? informer.slice(0, 253) : 'another informer',
    epoch: typeof epoch === 'number' ? epoch : undefined,
    expiresAt: Number.isNaN(expiresAt) ? 0 : expiresAt,
  };
}
