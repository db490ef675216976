import { type GroupAnswer, GroupQueue } from './group-queue';
import type { StoreAnswer, StoreAnswers, StoreCall } from './store-call';
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
  StatusStore,
  StoreFigures,
} from './status-store';
import type { Transition } from './stored-status';

/** What carries out groups of calls. */
export interface StoreBackend {
  /** Groups that may be under way at once; they are carried out in order. */
  readonly groups: number;
  run(calls: readonly StoreCall[]): Promise<readonly GroupAnswer<StoreAnswer>[]>;
  close(): Promise<void>;
}

/** A store over something that takes calls in groups, which this process alone has open. */
export class QueuedStore implements StatusStore {
  private readonly queue: GroupQueue<StoreCall, StoreAnswer>;

  constructor(private readonly backend: StoreBackend) {
    this.queue = new GroupQueue((calls) => backend.run(calls), backend.groups);
  }

  report(batch: ReportBatch): Promise<BatchResult> {
    return this.call<'report'>({ does: 'report', batch });
  }

  openSession(request: SessionRequest): Promise<Session | LeaseHeld | NoRoom> {
    return this.call<'openSession'>({ does: 'openSession', request });
  }

  digest(request: DigestRequest): Promise<DigestResult> {
    return this.call<'digest'>({ does: 'digest', request });
  }

  forget(cluster: string, claimRef?: string): Promise<boolean> {
    return this.call<'forget'>({ does: 'forget', cluster, claimRef });
  }

  read(cluster?: string): Promise<StatusSnapshot> {
    return this.call<'read'>({ does: 'read', cluster });
  }

  history(key: string): Promise<readonly Transition[]> {
    return this.call<'history'>({ does: 'history', key });
  }

  lead(request: LeadRequest): Promise<number | undefined> {
    return this.call<'lead'>({ does: 'lead', request });
  }

  note(name: string): Promise<string | undefined> {
    return this.call<'note'>({ does: 'note', name });
  }

  keepNote(name: string, text: string): Promise<void> {
    return this.call<'keepNote'>({ does: 'keepNote', name, text });
  }

  figures(): Promise<StoreFigures> {
    return this.call<'figures'>({ does: 'figures' });
  }

  check(): Promise<void> {
    return this.call<'check'>({ does: 'check' });
  }

  /** What was asked before is answered first. */
  async close(): Promise<void> {
    await this.queue.settled();
    await this.backend.close();
  }

  private call<Does extends StoreCall['does']>(
    call: Extract<StoreCall, { does: Does }>,
  ): Promise<StoreAnswers[Does]> {
    return this.queue.add(call) as Promise<StoreAnswers[Does]>;
  }
}
