import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RequestMetrics } from '../metrics';
import { jsonAnswer } from './answers';
import { errorAnswer } from './error-answer';
import { requestId } from './request-id';
import type { Answer, Route, RouteHandler } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

interface Direct {
  readonly handler: RouteHandler;
  readonly limit: number;
}

/**
 * Answers the requests that come by the thousands without the framework, which costs more than the request (measured: status-facts.md §1). Only a POST to exactly such a path;
 * everything else about these paths is the framework's.
 */
export class DirectRoutes {
  private readonly posts = new Map<string, Direct>();

  constructor(
    routes: readonly Route[],
    bodyLimit: number,
    private readonly logger: Logger,
    private readonly metrics: RequestMetrics,
  ) {
    for (const { path, methods, isDirect, bodyLimit: limit = bodyLimit } of routes) {
      // In a pattern of the router a colon is written twice.
      if (isDirect === true && methods.POST) {
        this.posts.set(path.replace('::', ':'), { handler: methods.POST, limit });
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
    this.answer(request, route).then(
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

  private async answer(request: IncomingMessage, { handler, limit }: Direct): Promise<Answer> {
    const body = await readBody(request, limit);
    return body === TOO_LARGE
      ? jsonAnswer(413, { error: 'request body too large' })
      : handler({ headers: request.headers, params: NO_PARAMETERS, body });
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

const TOO_LARGE = Symbol('too large');
const NO_PARAMETERS: Readonly<Record<string, string>> = {};

/** What is too large is not kept; Node reads it to its end, so that its sender reads the answer. */
function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined | typeof TOO_LARGE> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > limit) {
      request.resume();
      resolve(TOO_LARGE);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(TOO_LARGE);
      }
    });
    request.on('end', () => {
      resolve(chunks.length === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', (error) => {
      reject(new ToolkitError('interrupted', 'the request ended early', { cause: error }));
    });
  });
}
