import { createHash } from 'node:crypto';
import { z } from 'zod';
import { reportKey } from '../../../core/status/report-key';
import type { ObservedClaim } from '../observed/observed-claim';
import { type AlertState, alertState, type AlertWord } from './alert-state';

/** What is known of a claim before anything was told of it, or what was. */
export type KnownWord = AlertWord | 'creating';

/** A change of a claim that somebody is told of. */
export interface Transition extends AlertState {
  readonly key: string;
  readonly claim: ObservedClaim;
  /** What was told before; undefined: it was not known at all. */
  readonly before: KnownWord | undefined;
  /** The same at every try, also after a restart; another one for every other change. */
  readonly id: string;
}

const WORDS = ['creating', 'active', 'error', 'unknown', 'gone'] as const;
/** A third word where nobody knows whether it was taken: what was told before it, empty where nothing was. */
const TOLD = z.tuple([z.enum(WORDS), z.int().min(0), z.enum([...WORDS, '']).optional()]);
const NOTE = z.record(z.string(), TOLD);

/** What was told of a claim last, and how many times anything was; of one that is being created nothing is told. */
type Told = z.infer<typeof TOLD>;

/**
 * What was told of the claims of a cluster. Nothing waits in a queue: what differs from the present is what is still to be told, at most one change of each claim. So it needs no room while the
 * receiver is away, and the latest counts.
 */
export class AlertBook {
  private text: string;

  private constructor(
    private readonly told: Map<string, Told>,
    /** There was nothing before: what is so today is no news. */
    private isFirst: boolean,
  ) {
    this.text = isFirst ? '' : this.note();
  }

  /** @param note - what {@link news} gave last; undefined where there is none. What cannot be read counts as none */
  static of(note: string | undefined): AlertBook {
    const read = NOTE.safeParse(jsonOf(note));
    return new AlertBook(new Map(read.success ? Object.entries(read.data) : []), !read.success);
  }

  /**
   * What is to be told, noted as being told: once it is sent nobody knows whether it arrived, and a claim that changes back must not go without a word. What is no longer known at all is
   * forgotten.
   *
   * @param claims - all of the cluster
   * @param now - milliseconds since 1970
   */
  take(claims: readonly ObservedClaim[], now: number): readonly Transition[] {
    const changes: Transition[] = [];
    const known = new Set<string>();
    for (const claim of claims) {
      const key = reportKey(claim);
      known.add(key);
      const state = alertState(claim, now);
      if (state === undefined) {
        if (!this.told.has(key)) this.told.set(key, ['creating', 0]);
        continue;
      }
      const [word, count, unsure] = this.next(key, state.word);
      // That somebody hears of it for the first time, as it should be, is no change.
      const isNoNews = this.isFirst || unsure === undefined || (unsure === '' && word === 'active');
      this.told.set(key, isNoNews ? [word, count] : [word, count, unsure]);
      if (isNoNews) continue;
      const before = unsure === '' ? undefined : unsure;
      changes.push({ ...state, key, claim, before, id: idOf(key, count, word) });
    }
    for (const key of this.told.keys()) if (!known.has(key)) this.told.delete(key);
    this.isFirst = false;
    return changes;
  }

  /** Notes what arrived. */
  wereTold(changes: readonly Transition[]): void {
    for (const { key } of changes) {
      const [word, count] = this.told.get(key) ?? [];
      if (word !== undefined && count !== undefined) this.told.set(key, [word, count]);
    }
  }

  /** All of it as text; undefined where it is as it was the last time. */
  news(): string | undefined {
    const text = this.note();
    if (text === this.text) return undefined;
    this.text = text;
    return text;
  }

  private note(): string {
    return JSON.stringify(Object.fromEntries(this.told));
  }

  private next(key: string, word: AlertWord): [AlertWord, number, Told[2]?] {
    const known = this.told.get(key);
    if (known?.[0] === word) return [word, known[1], known[2]];
    return [word, (known?.[1] ?? 0) + 1, known?.[0] ?? ''];
  }
}

function idOf(key: string, count: number, word: AlertWord): string {
  return createHash('sha256')
    .update(JSON.stringify([key, count, word]))
    .digest('hex')
    .slice(0, 32);
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
