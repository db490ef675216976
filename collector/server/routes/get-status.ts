import { jsonAnswer, NOT_FOUND } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import type { CollectorContext } from './service-context';
import { statusEntries } from './status-list';

/** `GET /api/v1/status` and `GET /api/v1/status/{cluster}`: what is stored, of all clusters or of one. */
export function getStatus({ store, access, now, ...rules }: CollectorContext): RouteHandler {
  return async ({ params, headers }) => {
    const { cluster } = params;
    if (cluster === '') return NOT_FOUND;
    await access.mayRead(headers);
    return jsonAnswer(200, statusEntries(await store.read(cluster), rules, now()));
  };
}
