import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server says next. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A server on loopback that says what it is told to. */
export interface Loopback {
  readonly host: string;
  /** Bodies that it was sent. */
  readonly sent: string[];
  answer: (request: IncomingMessage) => Answer;
  close(): Promise<void>;
}

/** Starts a {@link Loopback}. */
export async function startLoopback(): Promise<Loopback> {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push(Buffer.concat(chunks).toString('latin1'));
      const { status, type, body } = loopback.answer(request);
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const loopback: Loopback = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    answer: () => ({ status: 404, type: 'text/plain', body: '' }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return loopback;
}

/** What git-http-backend says where it refuses: an error line of the protocol (gitprotocol-pack(5)). */
export function gitRefusal(message: string): Answer {
  const line = (text: string): string =>
    `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`;
  return {
    status: 200,
    type: 'application/x-git-upload-pack-advertisement',
    body: `${line('# service=git-upload-pack\n')}0000${line(`ERR ${message}`)}`,
  };
}
