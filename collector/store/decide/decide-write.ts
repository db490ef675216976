import type { StoreAnswer, WriteCall } from '../store-call';
import { applyBatch } from './apply-batch';
import { compareDigest } from './compare-digest';
import { forget } from './forget';
import { openSession } from './open-session';
import type { StatusBook } from './status-book';
import type { StoreRules } from './store-rules';

/** Carries out a call on a book: what it changed there is what a store has to write. */
export function decideWrite(book: StatusBook, call: WriteCall, now: number, rules: StoreRules): StoreAnswer {
  switch (call.does) {
    case 'report':
      return applyBatch(book, call.batch, now, rules);
    case 'openSession':
      return openSession(book, call.request, now, rules);
    case 'digest':
      return compareDigest(book, call.request, now);
    case 'forget':
      return forget(book, call.cluster, call.claimRef);
  }
}
