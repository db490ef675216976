import { reportKey } from '../../../core/status/report-key';
import { timestamp } from '../../../core/time/timestamp';
import { jsonAnswer, NOT_FOUND } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import type { CollectorContext } from './service-context';

/** `GET /api/v1/history/{cluster}/{claimRef}`: the transitions of a claim, oldest first; one list a kind. */
export function getHistory({ store, access }: CollectorContext): RouteHandler {
  return async ({ params, headers }) => {
    const { cluster = '', '*': claimRef = '' } = params;
    await access.mayRead(headers);
    const { statuses } = await store.read(cluster);
    const found = statuses.filter((status) => status.claimRef === claimRef);
    if (found.length === 0) return NOT_FOUND;
    const histories = await Promise.all(
      found.map(async (status) => ({
        cluster,
        claimRef,
        kind: status.identity?.kind,
        transitions: (await store.history(reportKey(status))).map((transition) => ({
          ...transition,
          at: timestamp(new Date(transition.at)),
        })),
      })),
    );
    return jsonAnswer(200, histories);
  };
}
