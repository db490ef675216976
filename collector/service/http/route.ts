import type { IncomingHttpHeaders } from 'node:http';

/** Methods that routes may have. */
export type Method = 'GET' | 'POST' | 'DELETE';

/** What a route answers: sent as it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What a route sees of a request. */
export interface RouteRequest {
  readonly headers: IncomingHttpHeaders;
  /** Of the path, decoded; `*` for what a pattern leaves open. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer | undefined;
}

/** What a route that answers without the framework sees of a GET. */
export interface DirectRequest {
  readonly headers: IncomingHttpHeaders;
  /** Last part of the path, still encoded, where the pattern leaves it open; else empty. */
  readonly rest: string;
  /** What follows the question mark, still encoded. */
  readonly query: string;
}

/** Answers a request. */
export type RouteHandler = (request: RouteRequest) => Answer | Promise<Answer>;

/** A path of a service and what may be done there. */
export interface Route {
  /** As the router writes it: `/api/v1/status/:cluster`. */
  readonly path: string;
  readonly methods: Partial<Record<Method, RouteHandler>>;
  /** Asked before the body is read: who may not be here is not listened to. Throws what the client is told. */
  readonly admit?: (headers: IncomingHttpHeaders) => Promise<void>;
  /** Most bytes of a body; default: that of the service. */
  readonly bodyLimit?: number;
  /** Its POST is answered without the framework: for paths without parameters that are asked thousands of times a second. */
  readonly isDirect?: boolean;
  /**
   * Answers GET and HEAD without the framework, for what is read thousands of times a second; undefined leaves it to {@link methods}. The pattern may end with one parameter.
   */
  readonly directGet?: (request: DirectRequest) => Answer | undefined;
  /** Other methods are answered as if there were no such path. */
  readonly isHidden?: boolean;
}
