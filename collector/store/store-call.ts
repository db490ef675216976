import type {
  BatchResult,
  DigestRequest,
  DigestResult,
  LeadRequest,
  LeaseHeld,
  NoRoom,
  ReportBatch,
  Session,
  SessionRequest,
  StatusSnapshot,
  StoreFigures,
} from './status-store';
import type { Transition } from './stored-status';

/** A call of a store as data: what goes to its thread, or through its queue. */
export type StoreCall =
  | { readonly does: 'report'; readonly batch: ReportBatch }
  | { readonly does: 'openSession'; readonly request: SessionRequest }
  | { readonly does: 'digest'; readonly request: DigestRequest }
  | { readonly does: 'forget'; readonly cluster: string; readonly claimRef?: string }
  | { readonly does: 'read'; readonly cluster?: string }
  | { readonly does: 'history'; readonly key: string }
  | { readonly does: 'note'; readonly name: string }
  | { readonly does: 'keepNote'; readonly name: string; readonly text: string }
  | { readonly does: 'lead'; readonly request: LeadRequest }
  | { readonly does: 'figures' }
  | { readonly does: 'check' };

/** What each call answers. */
export interface StoreAnswers {
  readonly report: BatchResult;
  readonly openSession: Session | LeaseHeld | NoRoom;
  readonly digest: DigestResult;
  readonly forget: boolean;
  readonly read: StatusSnapshot;
  readonly history: readonly Transition[];
  readonly note: string | undefined;
  readonly keepNote: undefined;
  readonly lead: number | undefined;
  readonly figures: StoreFigures;
  readonly check: undefined;
}

/** Any of them. */
export type StoreAnswer = StoreAnswers[keyof StoreAnswers];

/** Calls that change what is known of claims. */
export type WriteCall = Extract<StoreCall, { does: 'report' | 'openSession' | 'digest' | 'forget' }>;

/** Calls that change nothing of that. */
export type ReadCall = Exclude<StoreCall, WriteCall>;

/** Whether a call may change what is known of claims. */
export function isWrite(call: StoreCall): call is WriteCall {
  return (
    call.does === 'report' || call.does === 'openSession' || call.does === 'digest' || call.does === 'forget'
  );
}
