import { apiGroup } from '../../../core/object-identity';
import { jsonAnswer } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import type { ClaimKind } from '../../store/status-store';
import { reportOf } from '../wire/report-of';
import { batchBody } from '../wire/wire-report';
import { checkedBody } from './checked-body';
import { refused } from './refusal';
import type { CollectorContext } from './service-context';

/** `POST /api/v1/status:batch`: many typed reports of one session, kept together or not at all. */
export function postBatch({ store, access, redact }: CollectorContext): RouteHandler {
  return async ({ body, headers }) => {
    const { cluster, epoch, reports, complete, unreadable } = checkedBody(batchBody, body);
    await access.mayReport(headers, cluster);
    const result = await store.report({
      cluster,
      epoch,
      reports: reports.map(({ claimRef, statusMessage, ...fields }) =>
        reportOf({ cluster, claimRef, statusMessage }, { ...fields, epoch: fields.epoch ?? epoch }, redact),
      ),
      complete: complete?.map((each) => ({
        ...groupAndKind(each),
        buckets: each.buckets,
        sequence: each.sequence,
      })),
      unreadable: unreadable?.map((each) => ({ ...groupAndKind(each), reason: redact(each.reason) })),
    });
    if ('refused' in result) throw refused(result.refused);
    const counts = { stored: 0, refreshed: 0, stale: 0 };
    for (const outcome of result.outcomes) counts[outcome] += 1;
    return jsonAnswer(201, { status: 'created', ...counts, removed: result.removed });
  };
}

/** Group and kind, of what names an API version. */
export function groupAndKind({ apiVersion, kind }: { apiVersion: string; kind: string }): ClaimKind {
  return { group: apiGroup({ apiVersion, kind, name: '' }), kind };
}
