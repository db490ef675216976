import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { GroupAnswer } from '../group-queue';
import type { StoreAnswer, StoreCall } from '../store-call';
import { SqliteEngine, type SqliteOptions } from './sqlite-engine';
import type { WorkerAnswer, WorkerMessage } from './worker-messages';

type ThreadRequest = readonly StoreCall[] | 'close';

/** The thread of a SQLite store: groups of calls in, their answers out. */
function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error('sqlite-worker runs as a worker thread');
  const send = (message: WorkerMessage): void => {
    port.postMessage(message);
  };
  let engine: SqliteEngine;
  try {
    engine = new SqliteEngine(workerData as SqliteOptions);
  } catch (error) {
    send({ failed: failureOf(error) });
    port.close();
    return;
  }
  port.on('message', (first: ThreadRequest) => {
    const groups = [first, ...others(port)];
    const calls = groups.flatMap((group) => (group === 'close' ? [] : group));
    const answers = calls.length === 0 ? [] : engine.run(calls, Date.now());
    let at = 0;
    for (const group of groups) {
      if (group === 'close') {
        engine.close();
        send({ closed: true });
        port.close();
        return;
      }
      send({ answers: answers.slice(at, at + group.length).map(answerOf) });
      at += group.length;
    }
  });
  send({ ready: true });
}

/** What else is there already: one commit is enough for all of it. */
function others(port: MessagePort): ThreadRequest[] {
  const found: ThreadRequest[] = [];
  for (;;) {
    const next: unknown = receiveMessageOnPort(port);
    if (next === undefined) return found;
    found.push((next as { message: ThreadRequest }).message);
  }
}

function answerOf(answer: GroupAnswer<StoreAnswer>): WorkerAnswer {
  return 'value' in answer ? { value: answer.value } : { failed: failureOf(answer.error) };
}

/** Errors lose their class between threads: code and words go over. */
function failureOf(error: unknown): Extract<WorkerMessage, { failed: unknown }>['failed'] {
  if (ToolkitError.isToolkitError(error)) return { code: error.code, message: error.message };
  return { code: 'store-unavailable', message: `the store does not answer: ${String(error)}` };
}

serve();
