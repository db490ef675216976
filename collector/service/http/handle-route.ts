import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyRefusal } from './answers';
import { type BodyBudget, readBody } from './read-body';
import type { Answer, Route, RouteHandler } from './route';

/** A method of a route, with what is asked before it. */
export interface RouteMethod {
  readonly handler: RouteHandler;
  /** Most bytes of a body; 0 where none is read. */
  readonly limit: number;
  readonly admit: Route['admit'];
}

/** What came. */
export interface RouteCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** Asks whether the sender may be here, reads the body, and asks the handler. What is refused is read to its end, so that its sender reads the answer. */
export async function handleRoute(
  { handler, limit, admit }: RouteMethod,
  { request, response, params }: RouteCall,
  budget: BodyBudget,
): Promise<Answer> {
  const { headers } = request;
  if (admit !== undefined) {
    try {
      await admit(headers);
    } catch (error) {
      request.resume();
      throw error;
    }
  }
  const body = limit === 0 ? undefined : await readBody(request, response, limit, budget);
  return typeof body === 'string' ? bodyRefusal(body) : handler({ headers, params, body });
}
