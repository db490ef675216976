import { Alerts } from '../../../../collector/reconciler/alerts/alerts';
import type { AlertOutcome } from '../../../../collector/reconciler/alerts/alert-receiver';
import type { ObservedClaim } from '../../../../collector/reconciler/observed/observed-claim';
import { createLogger } from '../../../../collector/service/logger';
import { NOW } from '../observed';

/** An alert as it is posted. */
export interface PostedAlert {
  readonly id: string;
  readonly cluster: string;
  readonly claimRef: string;
  readonly before: string | null;
  readonly after: string;
  readonly message: string;
}

/** Claims that change, notes that stay, and a receiver that does as it is told. */
export class AlertWorld {
  now = NOW;
  claims: ObservedClaim[] = [];
  leads: number | undefined = 1;
  /** What the receiver does with the next posts; it takes the later ones. */
  outcomes: AlertOutcome[] = [];
  readonly posts: (readonly PostedAlert[])[] = [];
  readonly notes = new Map<string, string>();
  readonly log: string[] = [];
  private alerts = this.collector();

  restart(): void {
    this.alerts = this.collector();
  }

  /** A look, five seconds later. @returns what was posted, as `name: before → after` */
  async pass(later = 5_000): Promise<string[]> {
    this.now += later;
    const from = this.posts.length;
    await this.alerts.pass();
    return this.posts.slice(from).flat().map(words);
  }

  private collector(): Alerts {
    return new Alerts({
      receiver: {
        display: 'https://hooks.example',
        post: (body) => {
          const { version, alerts } = JSON.parse(body) as { version: number; alerts: PostedAlert[] };
          expect(version).toBe(1);
          this.posts.push(alerts);
          return Promise.resolve(this.outcomes.shift() ?? { does: 'taken' });
        },
      },
      observe: () => Promise.resolve(this.claims),
      term: () => Promise.resolve(this.leads),
      notes: {
        note: (name) => Promise.resolve(this.notes.get(name)),
        keepNote: (name, text) => {
          this.notes.set(name, text);
          return Promise.resolve();
        },
      },
      now: () => this.now,
      random: () => 1,
      logger: createLogger('info', { write: (line: string) => this.log.push(line) }),
      signal: new AbortController().signal,
    });
  }
}

function words({ cluster, claimRef, before, after }: PostedAlert): string {
  return `${cluster}/${claimRef.replace('shop/', '')}: ${before ?? 'nothing'} → ${after}`;
}
