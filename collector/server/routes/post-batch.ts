import type { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { isJsonObject } from '../../../core/json/json-guards';
import { apiGroup } from '../../../core/object-identity';
import type { ClaimReport } from '../../../core/status/claim-status';
import { jsonAnswer } from '../../service/http/answers';
import type { RouteHandler } from '../../service/http/route';
import type { ClaimKind } from '../../store/status-store';
import { quickReport } from '../wire/quick-report';
import { reportOf } from '../wire/report-of';
import { batchAround, batchBody, LONGEST_REFERENCE, MOST_REPORTS } from '../wire/wire-report';
import { checkedValue, parsedBody } from './checked-body';
import { refused } from './refusal';
import type { CollectorContext } from './service-context';

/** `POST /api/v1/status:batch`: many typed reports of one session, kept together or not at all. */
export function postBatch({ store, access, redact }: CollectorContext): RouteHandler {
  return async ({ body, headers }) => {
    const value = parsedBody(body);
    const quick = quickBatch(value, redact);
    const { cluster, epoch, complete, unreadable, reports } = quick ?? checkedBatch(value, redact);
    await access.mayReport(headers, cluster);
    const result = await store.report({
      cluster,
      epoch,
      reports,
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

type Redact = (text: string) => string;
type Batch = Omit<z.output<typeof batchBody>, 'reports'> & { readonly reports: readonly ClaimReport[] };

/** A batch whose reports are all right at first sight; the rest of it is checked by the schema. */
function quickBatch(value: unknown, redact: Redact): Batch | undefined {
  if (!isJsonObject(value) || !Array.isArray(value['reports'])) return undefined;
  const { reports: written, ...rest } = value as { reports: readonly unknown[] };
  const around = batchAround.safeParse(rest);
  if (!around.success || written.length > MOST_REPORTS) return undefined;
  const { cluster, epoch } = around.data;
  const reports: ClaimReport[] = [];
  for (const each of written) {
    if (!isJsonObject(each)) return undefined;
    const { claimRef, statusMessage } = each;
    if (typeof claimRef !== 'string' || typeof statusMessage !== 'string') return undefined;
    if (claimRef === '' || claimRef.length > LONGEST_REFERENCE) return undefined;
    const report = quickReport({ cluster, claimRef, statusMessage }, each, epoch, redact);
    if (report === undefined) return undefined;
    reports.push(report);
  }
  return { ...around.data, reports };
}

function checkedBatch(value: unknown, redact: Redact): Batch {
  // Before each of them is judged.
  if (isJsonObject(value) && Array.isArray(value['reports']) && value['reports'].length > MOST_REPORTS) {
    throw new ToolkitError('report-invalid', `reports: a batch has at most ${MOST_REPORTS}`);
  }
  const { reports, ...around } = checkedValue(batchBody, value);
  const { cluster, epoch } = around;
  return {
    ...around,
    reports: reports.map(({ claimRef, statusMessage, ...fields }) =>
      reportOf({ cluster, claimRef, statusMessage }, { ...fields, epoch: fields.epoch ?? epoch }, redact),
    ),
  };
}

/** Group and kind, of what names an API version. */
export function groupAndKind({ apiVersion, kind }: { apiVersion: string; kind: string }): ClaimKind {
  return { group: apiGroup({ apiVersion, kind, name: '' }), kind };
}
