import { jsonAnswer, NOT_FOUND } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import { digestBody, sessionBody } from '../wire/wire-report';
import { checkedBody } from './checked-body';
import { groupAndKind } from './post-batch';
import { refused } from './refusal';
import type { CollectorContext } from './service-context';

/** `POST /api/v1/sessions`: an epoch for an informer, and with it the lease of its kinds. */
export function postSession({ store, access }: CollectorContext): RouteHandler {
  return async ({ body, headers }) => {
    const { kinds, ...request } = checkedBody(sessionBody, body);
    await access.mayReport(headers, request.cluster);
    const session = await store.openSession({ ...request, kinds: kinds.map(groupAndKind) });
    if ('refused' in session) throw refused(session.refused);
    if ('heldBy' in session) {
      const { heldBy, expiresAt } = session;
      const error = `${JSON.stringify(heldBy.informer)} holds the lease of these kinds`;
      return jsonAnswer(409, {
        error,
        code: 'report-refused',
        heldBy,
        expiresAt: new Date(expiresAt).toISOString(),
      });
    }
    return jsonAnswer(201, { epoch: session.epoch });
  };
}

/** `POST /api/v1/sessions/{epoch}/digest`: the buckets in which informer and collector differ. */
export function postDigest({ store, access }: CollectorContext): RouteHandler {
  return async ({ body, headers, params }) => {
    const { epoch = '' } = params;
    if (!/^\d{1,15}$/.test(epoch)) return NOT_FOUND;
    const { cluster, buckets, ...kind } = checkedBody(digestBody, body);
    await access.mayReport(headers, cluster);
    const result = await store.digest({ cluster, epoch: Number(epoch), buckets, ...groupAndKind(kind) });
    if ('refused' in result) throw refused(result.refused);
    return jsonAnswer(200, result);
  };
}
