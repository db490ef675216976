import type { ClaimReport } from '../../../core/status/claim-status';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { jsonAnswer, textAnswer } from '../../service/http/answers';
import type { Answer, RouteHandler, RouteRequest } from '../../service/http/route';
import { decodeFields, type ReportFields } from '../go-json/decode-fields';
import { decodeUtf8 } from '../go-json/decode-utf8';
import { plainFields } from '../go-json/plain-fields';
import { boundedMessage } from '../../../core/status/bounded-message';
import { quickReport } from '../wire/quick-report';
import { reportOf } from '../wire/report-of';
import { parseJson } from '../wire/parse-json';
import { additiveFields, LONGEST_REFERENCE } from '../wire/wire-report';
import { checkedValue } from './checked-body';
import { refused } from './refusal';
import type { CollectorContext } from './service-context';

const CREATED = jsonAnswer(201, { status: 'created' });
const INVALID = textAnswer(400, '{"error":"invalid JSON"}\n');
const REQUIRED = textAnswer(400, '{"error":"cluster, claimRef, and statusMessage are required"}\n');

/** `POST /api/v1/status`: the original's report, which may have fields of ours. */
export function postStatus({ store, access, redact }: CollectorContext): RouteHandler {
  const keep = async (report: ClaimReport, headers: RouteRequest['headers']): Promise<Answer> => {
    const { cluster, order } = report;
    await access.mayReport(headers, cluster);
    const result = await store.report({ cluster, epoch: order?.epoch, reports: [report] });
    if ('refused' in result) throw refused(result.refused);
    return CREATED;
  };
  return async ({ body, headers }): Promise<Answer> => {
    if (body === undefined) return INVALID;
    const text = decodeUtf8(body);
    const quick = quickFields(text, redact);
    if (quick !== undefined) return keep(quick, headers);
    const fields = decodeFields(text);
    if (fields === undefined) return INVALID;
    const { cluster, claimRef, statusMessage } = fields;
    if (cluster === '' || claimRef === '' || statusMessage === '') return REQUIRED;
    refuseLongNames({ cluster, claimRef });
    return keep(reportIn(fields, redact), headers);
  };
}

/** A typed report that is right at first sight; most are. */
function quickFields(text: string, redact: (text: string) => string): ClaimReport | undefined {
  const fields = plainFields(text);
  if (fields === undefined) return undefined;
  const { cluster, claimRef, statusMessage } = fields as Readonly<Record<string, string>>;
  if (!cluster || !claimRef || !statusMessage) return undefined;
  if (cluster.length > LONGEST_REFERENCE || claimRef.length > LONGEST_REFERENCE) return undefined;
  return quickReport({ cluster, claimRef, statusMessage }, fields, undefined, redact);
}

/** A report with a kind is ours; to one without, other fields mean nothing, as to the original. */
function reportIn({ others, ...original }: ReportFields, redact: (text: string) => string): ClaimReport {
  const bounded = { ...original, statusMessage: boundedMessage(original.statusMessage) };
  if (!hasText(others.get('kind')) || !hasText(others.get('apiVersion'))) {
    return { ...bounded, statusMessage: redact(bounded.statusMessage) };
  }
  const values: Record<string, unknown> = {};
  for (const [name, text] of others) {
    // `null` says nothing, as in Go.
    if (Object.hasOwn(additiveFields.shape, name) && text !== 'null') values[name] = parseJson(text);
  }
  return reportOf(bounded, checkedValue(additiveFields, values), redact);
}

/**
 * The original takes names of any length, and its memory goes with them. No object of Kubernetes has such a name.
 *
 * @throws ToolkitError `report-invalid`
 */
function refuseLongNames(names: Readonly<Record<string, string>>): void {
  for (const [field, { length }] of Object.entries(names)) {
    if (length > LONGEST_REFERENCE) {
      throw new ToolkitError('report-invalid', `${field} is longer than ${LONGEST_REFERENCE} characters`);
    }
  }
}

function hasText(json: string | undefined): boolean {
  return json !== undefined && json.length > 2 && json.startsWith('"');
}
