import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import { errorAnswer } from './error-answer';
import { handleRoute, type RouteMethod } from './handle-route';
import type { HttpManners } from './manners';
import type { BodyBudget } from './read-body';
import type { Answer, DirectRequest, Route } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

interface DirectGet {
  readonly path: string;
  readonly answer: (request: DirectRequest) => Answer | undefined;
}

/** What direct routes work with. */
export interface DirectOptions {
  readonly bodyLimit: number;
  readonly budget: BodyBudget;
  readonly manners: HttpManners;
  readonly logger: Logger;
  readonly metrics: RequestMetrics;
}

/** What is noted of a request when it is answered. */
interface Begun {
  readonly id: string;
  readonly started: number;
  /** Pattern of its route. */
  readonly route: string;
}

/**
 * Answers the requests that come by the thousands without the framework, which costs more than the request (measured: status-facts.md §1). Only a POST to exactly such a
 * path, and a GET of one, or of what stands right below it; everything else about these paths is the framework's.
 */
export class DirectRoutes {
  private readonly posts = new Map<string, RouteMethod>();
  private readonly gets = new Map<string, DirectGet>();
  /** By what stands before the parameter. */
  private readonly getsBelow = new Map<string, DirectGet>();

  constructor(
    routes: readonly Route[],
    private readonly options: DirectOptions,
  ) {
    for (const {
      path,
      methods,
      isDirect,
      admit,
      directGet,
      bodyLimit: limit = options.bodyLimit,
    } of routes) {
      if (directGet !== undefined) {
        const parameter = path.indexOf(':');
        const known = parameter < 0 ? this.gets : this.getsBelow;
        known.set(parameter < 0 ? path : path.slice(0, parameter), { path, answer: directGet });
      }
      // In a pattern of the router a colon is written twice.
      if (isDirect === true && methods.POST) {
        this.posts.set(path.replace('::', ':'), { handler: methods.POST, limit, admit });
      }
    }
  }

  /** @returns whether the request is one of these, and will be answered */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '' } = request;
    if (method === 'POST') return this.takePost(request, response, url);
    return (method === 'GET' || method === 'HEAD') && this.takeGet(request, response, url);
  }

  private takePost(request: IncomingMessage, response: ServerResponse, url: string): boolean {
    const route = this.posts.get(url);
    if (route === undefined) return false;
    const { manners, budget } = this.options;
    const begun = { id: manners.requestId(request), started: performance.now(), route: url };
    handleRoute(route, { request, response, params: NO_PARAMETERS }, budget).then(
      (answer) => {
        this.finish(request, response, answer, begun);
      },
      (error: unknown) => {
        this.finish(request, response, this.failed(error, begun.id), begun);
      },
    );
    return true;
  }

  private takeGet(request: IncomingMessage, response: ServerResponse, url: string): boolean {
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const slash = path.lastIndexOf('/') + 1;
    const exact = this.gets.get(path);
    const route = exact ?? (slash < path.length ? this.getsBelow.get(path.slice(0, slash)) : undefined);
    if (route === undefined) return false;
    const started = performance.now();
    const id = this.options.manners.requestId(request);
    const rest = exact === undefined ? path.slice(slash) : '';
    let answer: Answer | undefined;
    try {
      answer = route.answer({ headers: request.headers, rest, query: mark < 0 ? '' : url.slice(mark + 1) });
    } catch (error) {
      answer = this.failed(error, id);
    }
    if (answer === undefined) return false;
    this.finish(request, response, answer, { id, started, route: route.path });
    return true;
  }

  private failed(error: unknown, requestId: string): Answer {
    const answer = errorAnswer(error);
    if (answer.status === 500) this.options.logger.error({ err: error, requestId }, 'request failed');
    return answer;
  }

  private finish(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    { id, started, route }: Begun,
  ): void {
    const { manners, logger, metrics } = this.options;
    writeAnswer(response, answer, id, manners.headers);
    const { method = '', url = '' } = request;
    const { status } = answer;
    const milliseconds = performance.now() - started;
    noteAnswered({ method, url, route, status, milliseconds, requestId: id }, logger, metrics);
  }
}

const NO_PARAMETERS: Readonly<Record<string, string>> = {};
