import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Paths that are answered on every connection: who watches the service has to see that it is busy, not that it is dead. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics']);

/** Of how many connections above the limit the requests are refused in words; above that Node drops them. */
const SPARE = 256;

/** Counts connections, so that a request on one too many gets an answer. */
export class ConnectionLimit {
  private open = 0;
  private readonly surplus = new WeakSet<object>();

  /** @param isTls - the server's sockets are those inside the encryption */
  constructor(server: Server, most: number, isTls: boolean) {
    server.maxConnections = most + SPARE;
    server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.open += 1;
      if (this.open > most) this.surplus.add(socket);
      socket.once('close', () => {
        this.open -= 1;
      });
    });
  }

  /** Whether a request came on a connection too many, and is for nobody who watches. */
  refuses({ socket, url = '' }: { readonly socket: object; readonly url?: string | undefined }): boolean {
    return this.surplus.has(socket) && !WATCHED.has(url);
  }
}
