import type { IncomingMessage, ServerResponse } from 'node:http';
import { methodNotAllowed } from './answers';
import { answerOddPath } from './go-paths';
import { requestId } from './request-id';
import type { Answer } from './route';

/** In what the originals differ from each other, whatever the route. */
export interface HttpManners {
  /** Id of a request, in every answer. */
  readonly requestId: (request: Pick<IncomingMessage, 'headers'>) => string;
  /** Answers what the original's router answers before it looks at routes. @returns whether it did */
  readonly answerOddPath: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Headers of every answer that a route gives, and of those that none gives. */
  readonly headers: Readonly<Record<string, string>>;
  /** The path knows other methods. */
  readonly refuseMethod: (allowed: readonly string[]) => Answer;
  /** What OPTIONS answers where there is such a path; without it, it is a method like others. */
  readonly preflight?: Answer;
}

/** Those of Go's `http.ServeMux`, which the collector was made with. */
export const SERVE_MUX: HttpManners = {
  requestId,
  answerOddPath,
  headers: {},
  refuseMethod: methodNotAllowed,
};
