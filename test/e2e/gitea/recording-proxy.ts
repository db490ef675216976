import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that passed through. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly status: number;
  /** Meant to change something: a REST request that is not GET or HEAD, or a push. */
  readonly isWrite: boolean;
}

export interface RecordingProxy {
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  /** Where requests go to; may be told after the start. */
  target(port: number): void;
  stop(): Promise<void>;
}

/** Passes everything on to a server on loopback and keeps a list, so that a test can count what a program asked a real forge for. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  let targetPort = 0;
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, targetPort, (status) => {
      const method = incoming.method ?? '';
      const target = incoming.url ?? '';
      requests.push({ method, target, status, isWrite: isWrite(method, target) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    target: (port) => {
      targetPort = port;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isWrite(method: string, target: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return !target.endsWith('/git-upload-pack');
}

function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
  done: (status: number) => void,
): void {
  const { method, url, headers } = incoming;
  const onward = send({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    done(answer.statusCode ?? 0);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => {
    done(502);
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  incoming.pipe(onward);
}
