import { jsonAnswer, NOT_FOUND } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import type { CollectorContext } from './service-context';

/** `DELETE /api/v1/status/{cluster}[/{claimRef}]`: removes a claim, or a cluster that no longer exists. */
export function deleteStatus({ store, access }: CollectorContext): RouteHandler {
  return async ({ params, headers }) => {
    const { cluster = '', '*': claimRef } = params;
    if (cluster === '' || claimRef === '') return NOT_FOUND;
    await access.mayReport(headers, cluster);
    const wasKnown = await store.forget(cluster, claimRef);
    return wasKnown
      ? jsonAnswer(200, { status: 'deleted' })
      : jsonAnswer(404, { error: 'no such claim or cluster is known' });
  };
}
