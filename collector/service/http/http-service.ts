import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import { NOT_FOUND } from './answers';
import { DirectRoutes } from './direct-routes';
import { errorAnswer } from './error-answer';
import { type HttpManners, SERVE_MUX } from './manners';
import type { Answer, Method, Route, RouteHandler, RouteRequest } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

/** What keeps one client from taking everything. Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  readonly body: number;
  readonly connections: number;
  /** Until the headers of a request are there. */
  readonly headers: number;
  /** Until a request is there whole. */
  readonly request: number;
}

/** 1 MiB, 10,000 connections, 10 seconds, 60 seconds. */
export const HTTP_LIMITS: HttpLimits = {
  body: 2 ** 20,
  connections: 10_000,
  headers: 10_000,
  request: 60_000,
};

/** What a service is made of. */
export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly logger: Logger;
  readonly metrics: RequestMetrics;
  readonly limits?: HttpLimits;
  /** Default: {@link SERVE_MUX}. */
  readonly manners?: HttpManners;
  /** Certificate chain and key, PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

/** A service that listens. */
export interface HttpService {
  readonly address: AddressInfo;
  /** Ends: no new connections, and those with a request under way get this long to finish, in milliseconds. */
  close(budget: number): Promise<void>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Serves routes over HTTP as the originals do in every letter that a client can see: request ids, text for what no route takes, HEAD for every GET.
 *
 * @throws what Node throws where the address cannot be listened on
 */
export async function serveHttp(
  options: HttpOptions,
  at: { host: string; port: number },
): Promise<HttpService> {
  const { limits = HTTP_LIMITS, manners = SERVE_MUX } = options;
  const direct = new DirectRoutes(options.routes, limits.body, manners, options.logger, options.metrics);
  const app = fastify({
    bodyLimit: limits.body,
    routerOptions: { maxParamLength: 4096 },
    genReqId: (request) => manners.requestId(request),
    exposeHeadRoutes: false,
    return503OnClosing: false,
    serverFactory: (handler) =>
      listener(options, limits, (request, response) => {
        if (direct.take(request, response) || manners.answerOddPath(request, response)) return;
        handler(request, response);
      }),
  });
  observe(app, options, manners);
  for (const route of options.routes) addRoute(app, route, manners);
  try {
    await app.listen(at);
  } catch (error) {
    // All interfaces of a machine without IPv6.
    const { code } = error as { code?: string };
    if (at.host !== '::' || (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL')) throw error;
    await app.listen({ ...at, host: '0.0.0.0' });
  }
  return {
    address: app.server.address() as AddressInfo,
    close: (budget) => close(app, budget),
  };
}

function listener({ tls }: HttpOptions, limits: HttpLimits, handler: RequestListener): Server {
  const settings = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: 60_000,
    connectionsCheckingInterval: 1_000,
  };
  const server =
    tls === undefined ? createServer(settings, handler) : createTlsServer({ ...settings, ...tls }, handler);
  server.maxConnections = limits.connections;
  return server;
}

function observe(app: FastifyInstance, { logger, metrics }: HttpOptions, manners: HttpManners): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions, url, id } = request;
    const route = routeOptions.url ?? 'none';
    const status = reply.raw.statusCode;
    noteAnswered(
      { method, url, route, status, milliseconds: reply.elapsedTime, requestId: id },
      logger,
      metrics,
    );
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const answer = errorAnswer(error);
    if (answer.status === 500) logger.error({ err: error, requestId: request.id }, 'request failed');
    send(reply, answer, manners);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, NOT_FOUND, manners));
}

function addRoute(
  app: FastifyInstance,
  { path, methods, bodyLimit, isHidden }: Route,
  manners: HttpManners,
): void {
  const limit = bodyLimit === undefined ? {} : { bodyLimit };
  const known = new Set<string>(Object.keys(methods));
  if (known.has('GET')) known.add('HEAD');
  for (const [method, handler] of Object.entries(methods) as [Method, RouteHandler][]) {
    app.route({
      method: method === 'GET' ? ['GET', 'HEAD'] : method,
      url: path,
      ...limit,
      handler: async (request, reply) =>
        send(reply, await handler(request as unknown as RouteRequest), manners),
    });
  }
  const { preflight } = manners;
  if (preflight !== undefined && isHidden !== true) {
    known.add('OPTIONS');
    app.route({
      method: 'OPTIONS',
      url: path,
      handler: (_request, reply) => send(reply, preflight, manners),
    });
  }
  const refusal = isHidden === true ? NOT_FOUND : manners.refuseMethod([...known]);
  const others = METHODS.filter((method) => !known.has(method));
  app.route({ method: others, url: path, handler: (_request, reply) => send(reply, refusal, manners) });
}

/**
 * Written by hand: the connection stays open where the client still sends (a closed one would take the answer from it), and the framework would add a charset to JSON, which the
 * originals do not have.
 */
function send(reply: FastifyReply, answer: Answer, { headers }: HttpManners): FastifyReply {
  reply.hijack();
  writeAnswer(reply.raw, answer, reply.request.id, headers);
  return reply;
}

async function close(app: FastifyInstance, budget: number): Promise<void> {
  const { server } = app;
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, budget);
  await app.close();
  clearTimeout(timer);
}
