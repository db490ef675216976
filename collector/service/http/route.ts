import type { FastifyRequest } from 'fastify';

/** Methods that routes may have. */
export type Method = 'GET' | 'POST' | 'DELETE';

/** What a route answers: sent as it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Answers a request. Its body is a Buffer, or undefined where there was none. */
export type RouteHandler = (request: FastifyRequest) => Answer | Promise<Answer>;

/** A path of a service and what may be done there. */
export interface Route {
  /** As the router writes it: `/api/v1/status/:cluster`. */
  readonly path: string;
  readonly methods: Partial<Record<Method, RouteHandler>>;
  /** Most bytes of a body; default: that of the service. */
  readonly bodyLimit?: number;
  /** Other methods are answered as if there were no such path. */
  readonly isHidden?: boolean;
}
