import { parentPort, workerData } from 'node:worker_threads';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { StoreCall } from '../store-call';
import { SqliteEngine, type SqliteOptions } from './sqlite-engine';
import type { WorkerAnswer, WorkerMessage } from './worker-messages';

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
  port.on('message', (calls: readonly StoreCall[] | 'close') => {
    if (calls === 'close') {
      engine.close();
      send({ closed: true });
      port.close();
      return;
    }
    const answers = engine.run(calls, Date.now());
    send({
      answers: answers.map((answer): WorkerAnswer =>
        'value' in answer ? { value: answer.value } : { failed: failureOf(answer.error) },
      ),
    });
  });
  send({ ready: true });
}

/** Errors lose their class between threads: code and words go over. */
function failureOf(error: unknown): Extract<WorkerMessage, { failed: unknown }>['failed'] {
  if (ToolkitError.isToolkitError(error)) return { code: error.code, message: error.message };
  return { code: 'store-unavailable', message: `the store does not answer: ${String(error)}` };
}

serve();
