import type { Answer, DirectRequest, Route } from '../../service/http/route';
import { jsonAnswer, NOT_FOUND } from '../../service/http/answers';
import type { Body } from '../snapshot/claim-snapshot';
import { isKnownTag } from '../snapshot/entity-tag';
import { decodeEscapes } from '../snapshot/go-query';
import type { SyncState } from '../sync/sync-state';
import { freshnessHeaders } from './freshness';
import type { RegistryContext } from './registry-context';

const NOT_LOADED = jsonAnswer(503, { error: 'registry not yet loaded' }, { 'Retry-After': '5' });
const LIST = '/api/v1/claims';

/** `GET /api/v1/claims` and `GET /api/v1/claims/{name}`: bytes that are ready, answered without the framework. */
export function claimRoutes({ state }: RegistryContext): readonly Route[] {
  const headersOf = tableHeaders();
  const answer = (
    ask: (state: SyncState, request: DirectRequest) => (Body & { readonly next?: string }) | Answer,
  ) =>
    function direct(request: DirectRequest): Answer | undefined {
      const current = state();
      if (current === undefined) return NOT_LOADED;
      const found = ask(current, request);
      if ('status' in found) return found;
      const headers = headersOf(current, found);
      return isKnownTag(request.headers['if-none-match'], found.tag)
        ? { status: 304, headers, body: '' }
        : { status: 200, headers, body: found.body };
    };
  const list = answer(({ queries }, { query }) => {
    const found = queries.answer(query);
    return 'problem' in found ? jsonAnswer(found.status, { error: found.problem }) : found;
  });
  const one = answer(({ queries }, { rest }) => {
    const name = rest.includes('%') ? decodeEscapes(rest) : rest;
    return queries.snapshot.one(name) ?? NO_CLAIM;
  });
  return [
    { path: LIST, methods: { GET: () => NOT_FOUND }, directGet: list },
    {
      path: `${LIST}/:name`,
      methods: { GET: () => NOT_FOUND },
      directGet: (request) => (NO_NAME.test(request.rest) ? undefined : one(request)),
    },
  ];
}

const NO_CLAIM = jsonAnswer(404, { error: 'claim not found' });
/** Escapes that are none, slashes, and what the path is cleaned of: the router's. */
const NO_NAME = /%(?![\da-f]{2}|2f)|%2f|^(?:\.|%2e){1,2}$/i;

/** Headers of bodies, made once for each body and state. */
function tableHeaders(): (
  state: SyncState,
  body: Body & { readonly next?: string },
) => Readonly<Record<string, string>> {
  let of: SyncState | undefined;
  let made = new WeakMap<Body, Readonly<Record<string, string>>>();
  return (state, body) => {
    if (of !== state) [of, made] = [state, new WeakMap()];
    const known = made.get(body);
    if (known !== undefined) return known;
    const { tag, next } = body;
    const link = next === undefined ? undefined : { Link: `<${LIST}?${next}>; rel="next"` };
    const headers = {
      'Content-Type': 'application/json',
      ETag: tag,
      'Cache-Control': 'no-cache',
      ...freshnessHeaders(state),
      ...link,
    };
    made.set(body, headers);
    return headers;
  };
}
