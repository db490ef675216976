import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { RequestMetrics } from '../metrics';
import { errorAnswer } from './error-answer';
import { handleRoute, type RouteMethod } from './handle-route';
import type { BodyBudget } from './read-body';
import { requestId } from './request-id';
import type { Answer, Route } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

/**
 * Answers the requests that come by the thousands without the framework, which costs more than the request (measured: status-facts.md §1). Only a POST to exactly such a path;
 * everything else about these paths is the framework's.
 */
export class DirectRoutes {
  private readonly posts = new Map<string, RouteMethod>();

  constructor(
    routes: readonly Route[],
    bodyLimit: number,
    private readonly budget: BodyBudget,
    private readonly logger: Logger,
    private readonly metrics: RequestMetrics,
  ) {
    for (const { path, methods, isDirect, admit, bodyLimit: limit = bodyLimit } of routes) {
      // In a pattern of the router a colon is written twice.
      if (isDirect === true && methods.POST) {
        this.posts.set(path.replace('::', ':'), { handler: methods.POST, limit, admit });
      }
    }
  }

  /** @returns whether the request is one of these, and will be answered */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'POST') return false;
    const route = this.posts.get(request.url ?? '');
    if (route === undefined) return false;
    const id = requestId(request);
    const started = performance.now();
    handleRoute(route, { request, response, params: NO_PARAMETERS }, this.budget).then(
      (answer) => {
        this.finish(request, response, answer, id, started);
      },
      (error: unknown) => {
        const answer = errorAnswer(error);
        if (answer.status === 500) this.logger.error({ err: error, requestId: id }, 'request failed');
        this.finish(request, response, answer, id, started);
      },
    );
    return true;
  }

  private finish(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    id: string,
    started: number,
  ): void {
    writeAnswer(response, answer, id);
    const { method = '', url = '' } = request;
    const milliseconds = performance.now() - started;
    noteAnswered(
      { method, url, route: url, status: answer.status, milliseconds, requestId: id },
      this.logger,
      this.metrics,
    );
  }
}

const NO_PARAMETERS: Readonly<Record<string, string>> = {};
