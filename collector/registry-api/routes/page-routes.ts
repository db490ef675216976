import type { Answer, Route } from '../../service/http/route';
import { docsPage } from '../page/docs-page';
import { statusPage } from '../page/status-page';
import { StatusIndex } from '../page/status-view';
import { PAGE_HEADERS } from '../page/styles';
import type { ClaimSnapshot } from '../snapshot/claim-snapshot';
import type { RegistryOpenApi } from '../wire/open-api';
import type { RegistryContext } from './registry-context';

/** Pages for people: how claims are, and what the API is. */
export interface Pages {
  readonly routes: readonly Route[];
  /** What a browser gets at `/`; undefined until the registry was read. */
  readonly home: () => Answer | undefined;
}

/** Makes both. */
export function pages(context: RegistryContext, document: RegistryOpenApi): Pages {
  const indexes = new WeakMap<ClaimSnapshot, StatusIndex>();
  const status = (query: string): Answer | undefined => {
    const current = context.state();
    if (current === undefined) return undefined;
    const { snapshot } = current.queries;
    const index = indexes.get(snapshot) ?? new StatusIndex(snapshot.items);
    indexes.set(snapshot, index);
    const { syncedAt, failure } = current;
    const { source, now, version } = context;
    const frame = { source, syncedAt, failure, now: now(), version: version.version };
    return page(statusPage(index.view(query), frame));
  };
  const docs = page(docsPage(document));
  return {
    home: () => {
      const answer = status('');
      return answer && { ...answer, headers: { ...answer.headers, Vary: 'Accept' } };
    },
    routes: [
      {
        path: '/status',
        methods: { GET: () => NOT_READ },
        directGet: ({ query }) => status(query),
      },
      { path: '/docs', methods: { GET: () => docs } },
    ],
  };
}

function page(body: string): Answer {
  return { status: 200, headers: PAGE_HEADERS, body };
}

const NOT_READ: Answer = {
  status: 503,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' },
  body: 'registry not yet loaded\n',
};
