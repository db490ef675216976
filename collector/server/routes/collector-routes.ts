import { jsonAnswer } from '../../service/http/answers';
import { openApiRoutes } from '../../service/http/open-api-routes';
import type { Route } from '../../service/http/route';
import { openApiDocument } from '../wire/open-api';
import { deleteStatus } from './delete-status';
import { getHistory } from './get-history';
import { getStatus } from './get-status';
import { postBatch } from './post-batch';
import { postStatus } from './post-status';
import type { CollectorContext } from './service-context';
import { postDigest, postSession } from './sessions';

/** Most bytes of a body with many reports or hashes. */
const BATCH_LIMIT = 16 * 2 ** 20;

/** Every route of the collector: the original's five, and ours beside them (collector-and-registry.md §1.3, §5). */
export function collectorRoutes(context: CollectorContext): readonly Route[] {
  const { version, commit } = context.version;
  // Whether a token is known is asked before anything is read, for which cluster once it is known.
  const admit: Route['admit'] = (headers) => context.access.mayRead(headers);
  return [
    {
      path: '/api/v1/status',
      methods: { GET: getStatus(context), POST: postStatus(context) },
      isDirect: true,
      admit,
    },
    {
      path: '/api/v1/status/:cluster',
      methods: { GET: getStatus(context), DELETE: deleteStatus(context) },
    },
    { path: '/api/v1/status/:cluster/*', methods: { DELETE: deleteStatus(context) }, isHidden: true },
    {
      path: '/api/v1/status::batch',
      methods: { POST: postBatch(context) },
      bodyLimit: BATCH_LIMIT,
      isDirect: true,
      admit,
    },
    { path: '/api/v1/history/:cluster/*', methods: { GET: getHistory(context) } },
    { path: '/api/v1/sessions', methods: { POST: postSession(context) }, admit },
    {
      path: '/api/v1/sessions/:epoch/digest',
      methods: { POST: postDigest(context) },
      isHidden: true,
      admit,
    },
    { path: '/healthz', methods: { GET: () => jsonAnswer(200, { status: 'ok' }) } },
    { path: '/version', methods: { GET: () => jsonAnswer(200, { commit, version }) } },
    ...openApiRoutes(() => openApiDocument(version)),
  ];
}
