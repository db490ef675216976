import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RequestMetrics } from '../metrics';
import { jsonAnswer } from './answers';
import { errorAnswer } from './error-answer';
import type { HttpManners } from './manners';
import type { Answer, DirectRequest, Route, RouteHandler } from './route';
import { noteAnswered, writeAnswer } from './write-answer';

interface Direct {
  readonly handler: RouteHandler;
  readonly limit: number;
}

interface DirectGet {
  readonly path: string;
  readonly answer: (request: DirectRequest) => Answer | undefined;
}

/**
 * Answers the requests that come by the thousands without the framework, which costs more than the request (measured: status-facts.md §1). Only a POST to exactly such a
 * path, and a GET of one, or of what stands right below it; everything else about these paths is the framework's.
 */
export class DirectRoutes {
  private readonly posts = new Map<string, Direct>();
  private readonly gets = new Map<string, DirectGet>();
  /** By what stands before the parameter. */
  private readonly getsBelow = new Map<string, DirectGet>();

  constructor(
    routes: readonly Route[],
    bodyLimit: number,
    private readonly manners: HttpManners,
    private readonly logger: Logger,
    private readonly metrics: RequestMetrics,
  ) {
    for (const { path, methods, isDirect, directGet, bodyLimit: limit = bodyLimit } of routes) {
      if (directGet !== undefined) {
        const parameter = path.indexOf(':');
        const known = parameter < 0 ? this.gets : this.getsBelow;
        known.set(parameter < 0 ? path : path.slice(0, parameter), { path, answer: directGet });
      }
      // In a pattern of the router a colon is written twice.
      if (isDirect === true && methods.POST) {
        this.posts.set(path.replace('::', ':'), { handler: methods.POST, limit });
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
    const id = this.manners.requestId(request);
    const started = performance.now();
    this.answer(request, route).then(
      (answer) => {
        this.finish(request, response, answer, { id, started, route: url });
      },
      (error: unknown) => {
        this.finish(request, response, this.failed(error, id), { id, started, route: url });
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
    const id = this.manners.requestId(request);
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
    if (answer.status === 500) this.logger.error({ err: error, requestId }, 'request failed');
    return answer;
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
    { id, started, route }: { readonly id: string; readonly started: number; readonly route: string },
  ): void {
    writeAnswer(response, answer, id, this.manners.headers);
    const { method = '', url = '' } = request;
    const milliseconds = performance.now() - started;
    noteAnswered(
      { method, url, route, status: answer.status, milliseconds, requestId: id },
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
