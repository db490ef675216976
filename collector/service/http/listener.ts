import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import { BUSY } from './answers';
import { answerBadHead } from './bad-head';
import { refuseTunnels } from './client-errors';
import { ConnectionLimit } from './connection-limit';
import type { HttpLimits } from './http-limits';
import type { HttpManners } from './manners';
import { noteAnswered, writeAnswer } from './write-answer';

/** Who is told of requests. */
export interface RequestNotes {
  readonly logger: Logger;
  readonly metrics: RequestMetrics;
}

/** As {@link RequestNotes}, with what every answer has. */
export interface ListenerNotes extends RequestNotes {
  readonly manners: HttpManners;
}

/** A server within limits; requests on connections too many are refused before the handler is asked. */
export function createListener(
  handler: RequestListener,
  limits: HttpLimits,
  notes: ListenerNotes,
  tls: { readonly cert: Buffer; readonly key: Buffer } | undefined,
): Server {
  const settings = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: 60_000,
    // Asked for in words of ours: answerBadHead.
    requireHostHeader: false,
    connectionsCheckingInterval: 1_000,
  };
  const server = tls === undefined ? createServer(settings) : createTlsServer({ ...settings, ...tls });
  const connections = new ConnectionLimit(server, limits.connections, tls !== undefined);
  server.on('request', (request, response) => {
    if (answerBadHead(request, response)) {
      noteUnrouted(request, response, notes);
      return;
    }
    if (!connections.refuses(request)) {
      handler(request, response);
      return;
    }
    response.shouldKeepAlive = false;
    request.resume();
    writeAnswer(response, BUSY, notes.manners.requestId(request), notes.manners.headers);
    noteUnrouted(request, response, notes);
  });
  // A body is asked for when it is read. Whose body is not may never send it: nothing can follow on that connection.
  server.on('checkContinue', (request, response) => {
    response.shouldKeepAlive = false;
    server.emit('request', request, response);
  });
  refuseTunnels(server);
  return server;
}

/** Notes what was answered before any route was asked. */
export function noteUnrouted(
  { method = '', url = '' }: IncomingMessage,
  response: ServerResponse,
  { logger, metrics }: RequestNotes,
): void {
  const id = response.getHeader('x-request-id');
  const answered = { method, url, route: 'none', status: response.statusCode, milliseconds: 0 };
  noteAnswered({ ...answered, requestId: typeof id === 'string' ? id : '' }, logger, metrics);
}
