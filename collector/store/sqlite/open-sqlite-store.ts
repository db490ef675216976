import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { GroupAnswer } from '../group-queue';
import { QueuedStore, type StoreBackend } from '../queued-store';
import type { StatusStore } from '../status-store';
import type { StoreAnswer, StoreCall } from '../store-call';
import type { SqliteOptions } from './sqlite-engine';
import type { WorkerFailure, WorkerMessage } from './worker-messages';

/** How the thread is started. */
export interface WorkerStart {
  /** Options of Node for the thread; undefined: those of the process. */
  readonly execArgv?: readonly string[];
}

/**
 * Opens the store of a folder, in a thread of its own.
 *
 * @throws ToolkitError `store-in-use`, `store-unreadable`, `store-full`
 */
export async function openSqliteStore(options: SqliteOptions, start: WorkerStart = {}): Promise<StatusStore> {
  const file = join(__dirname, `sqlite-worker${extname(__filename)}`);
  const worker = new Worker(file, {
    workerData: options,
    ...(start.execArgv !== undefined && { execArgv: [...start.execArgv] }),
  });
  const thread = new SqliteThread(worker);
  await thread.next();
  return new QueuedStore(thread);
}

/** Groups on their way to the thread: it commits together what it finds, while more is read from the network. */
const GROUPS = 2;

interface Waiting {
  readonly resolve: (message: WorkerMessage) => void;
  readonly reject: (error: unknown) => void;
}

/** The thread as it is seen from outside: it answers in the order of what it is told. */
class SqliteThread implements StoreBackend {
  readonly groups = GROUPS;
  private readonly waiting: Waiting[] = [];
  private ended: ToolkitError | undefined;

  constructor(private readonly worker: Worker) {
    worker.on('message', (message: WorkerMessage) => {
      if ('failed' in message) this.end(errorOf(message.failed));
      else this.waiting.shift()?.resolve(message);
    });
    worker.on('error', (error) => {
      this.end(new ToolkitError('store-unavailable', 'the thread of the store ended', { cause: error }));
    });
    worker.on('exit', () => {
      this.end(new ToolkitError('store-unavailable', 'the thread of the store ended'));
    });
  }

  async run(calls: readonly StoreCall[]): Promise<readonly GroupAnswer<StoreAnswer>[]> {
    const message = await this.ask(calls);
    if (!('answers' in message)) throw new ToolkitError('store-unavailable', 'the store gave no answer');
    return message.answers.map((answer) =>
      'value' in answer ? { value: answer.value } : { error: errorOf(answer.failed) },
    );
  }

  async close(): Promise<void> {
    if (this.ended !== undefined) return;
    await this.ask('close');
    await this.worker.terminate();
  }

  /** The next thing that the thread says. */
  next(): Promise<WorkerMessage> {
    return new Promise((resolve, reject) => {
      if (this.ended === undefined) this.waiting.push({ resolve, reject });
      else reject(this.ended);
    });
  }

  private ask(message: readonly StoreCall[] | 'close'): Promise<WorkerMessage> {
    const answer = this.next();
    if (this.ended === undefined) this.worker.postMessage(message);
    return answer;
  }

  private end(error: ToolkitError): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.ended);
  }
}

function errorOf({ code, message }: WorkerFailure): ToolkitError {
  return new ToolkitError(code, message);
}
