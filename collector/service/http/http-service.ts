import { METHODS, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import { NOT_FOUND } from './answers';
import { answerClientError } from './client-errors';
import { DirectRoutes } from './direct-routes';
import { errorAnswer } from './error-answer';
import { handleRoute, type RouteCall } from './handle-route';
import { HTTP_LIMITS, type HttpLimits } from './http-limits';
import { createListener, noteUnrouted } from './listener';
import { type HttpManners, SERVE_MUX } from './manners';
import { BodyBudget } from './read-body';
import type { Answer, Method, Route, RouteHandler } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

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

/** How often connections are ended whose last answer is out, while the service ends; milliseconds. */
const IDLE_LOOK = 100;

/** A path may be as long as Node's limit of a request's headers lets it. */
const LONGEST_PARAMETER = 2 ** 16;

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
  const budget = new BodyBudget(limits.bodies);
  const direct = new DirectRoutes(options.routes, { ...options, bodyLimit: limits.body, budget, manners });
  const app = fastify({
    bodyLimit: limits.body,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    genReqId: (request) => manners.requestId(request),
    exposeHeadRoutes: false,
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      send(reply, errorAnswer(error), manners);
    },
    serverFactory: (handler) =>
      createListener(
        (request, response) => {
          if (direct.take(request, response)) return;
          const { url } = request;
          if (manners.answerOddPath(request, response)) {
            noteUnrouted(request, response, options);
            return;
          }
          // Written as the routes know it, it may be one of those.
          if (request.url !== url && direct.take(request, response)) return;
          // The framework refuses it without one, whatever the path.
          if (request.method === 'QUERY') request.headers['content-type'] ??= 'application/octet-stream';
          handler(request, response);
        },
        limits,
        { ...options, manners },
        options.tls,
      ),
  });
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !app.supportedMethods.includes(method)) app.addHttpMethod(method);
  }
  observe(app, options, manners);
  const bodies = { bodyLimit: limits.body, budget };
  for (const route of options.routes) addRoute(app, route, bodies, manners);
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

function observe(app: FastifyInstance, { logger, metrics }: HttpOptions, manners: HttpManners): void {
  app.removeAllContentTypeParsers();
  // Bodies are read by handleRoute: within a budget, and only of who may send one.
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
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
  route: Route,
  { bodyLimit, budget }: { readonly bodyLimit: number; readonly budget: BodyBudget },
  manners: HttpManners,
): void {
  const { path, methods, isHidden, admit } = route;
  const known = new Set<string>(Object.keys(methods));
  if (known.has('GET')) known.add('HEAD');
  for (const [method, handler] of Object.entries(methods) as [Method, RouteHandler][]) {
    const limit = method === 'POST' ? (route.bodyLimit ?? bodyLimit) : 0;
    app.route({
      method: method === 'GET' ? ['GET', 'HEAD'] : method,
      url: path,
      handler: async ({ raw, params }, reply) => {
        const call = { request: raw, response: reply.raw, params: params as RouteCall['params'] };
        return send(reply, await handleRoute({ handler, limit, admit }, call, budget), manners);
      },
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
  app.route({
    method: app.supportedMethods.filter((method) => !known.has(method)),
    url: path,
    // A parameter that is empty is no part of a path.
    handler: ({ params }, reply) =>
      send(reply, Object.values(params as object).includes('') ? NOT_FOUND : refusal, manners),
  });
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
  // What is answered from now on is the last of its connection, also where a client would keep it.
  server.prependListener('request', (_request, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
  server.closeIdleConnections();
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_LOOK);
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, budget);
  await app.close();
  clearInterval(idle);
  clearTimeout(timer);
}
