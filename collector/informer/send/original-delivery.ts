import type { BoxedClaim, ClaimBox } from './claim-box';
import { originalReport } from './claim-report';
import { answerFailure, isTemporary } from './answer-failure';
import { type Delivery, SessionLost } from './delivery';
import type { Poster } from './poster';
import type { SenderFigures } from './sender-figures';

/** How often it is asked whether the collector knows sessions by now, in milliseconds. */
const ASK_AGAIN = 600_000;

/** What a delivery to the original needs. */
export interface OriginalDeliveryOptions {
  readonly poster: Poster;
  readonly box: ClaimBox;
  readonly cluster: string;
  readonly figures: SenderFigures;
  readonly now: () => number;
}

/** Reports to the original collector: single ones in its format, nothing of what is gone, nothing twice where the message is the same. */
export class OriginalDelivery implements Delivery {
  private readonly told = new WeakMap<BoxedClaim, string>();
  private readonly since: number;

  constructor(private readonly options: OriginalDeliveryOptions) {
    this.since = options.now();
    options.box.dropGone();
  }

  hasWork(now: number): boolean {
    return now >= this.dueAt() || this.next(now) !== undefined;
  }

  dueAt(): number {
    return this.since + ASK_AGAIN;
  }

  async step(): Promise<void> {
    const { poster, box, cluster, figures, now } = this.options;
    if (now() >= this.dueAt()) throw new SessionLost('the collector is asked again');
    const boxed = this.next(now());
    if (boxed === undefined) return;
    const { version, claim } = boxed;
    const posted = await poster.post('/api/v1/status', originalReport(cluster, claim));
    if (posted.status >= 200 && posted.status < 300) {
      this.told.set(boxed, said(claim));
      box.told(boxed, version);
      figures.reports += 1;
      return;
    }
    if (posted.status < 400 || isTemporary(posted.status)) throw answerFailure(posted);
    box.reject(boxed, version);
    figures.rejected += 1;
  }

  /** The first that says something new to the original. */
  private next(now: number): BoxedClaim | undefined {
    const { box } = this.options;
    for (const boxed of box.due(now)) {
      const isNew = !boxed.isGone && this.told.get(boxed) !== said(boxed.claim);
      if (isNew) return boxed;
      box.told(boxed, boxed.version);
    }
    return undefined;
  }
}

function said({ uid, originalMessage }: BoxedClaim['claim']): string {
  return `${uid}\n${originalMessage}`;
}
