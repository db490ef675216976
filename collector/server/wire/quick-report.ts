import type { Cause, ChainLink, ClaimReport } from '../../../core/status/claim-status';
import type { Condition } from '../../../core/status/condition';
import { isJsonObject } from '../../../core/json/json-guards';

type Fields = Readonly<Record<string, unknown>>;

/** Longest message that needs no cut. */
const LONGEST = 4096;
const TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/**
 * The report of a typed claim, where all of it is right at first sight: what the schema would take without changing anything. Most reports are; checking them by the
 * schema costs as much as taking them over HTTP. A property test holds both equal.
 *
 * @param original - the fields of the original's format, texts
 * @param epoch - of the batch, for reports that name none
 * @returns undefined where the schema has to judge
 */
export function quickReport(
  original: Pick<ClaimReport, 'cluster' | 'claimRef' | 'statusMessage'>,
  fields: Fields,
  epoch: number | undefined,
  redact: (text: string) => string,
): ClaimReport | undefined {
  const { apiVersion, kind, namespace, name, uid, observedAt, deleted, sequence } = fields;
  const slash = original.claimRef.indexOf('/');
  const ownNamespace = namespace === undefined ? original.claimRef.slice(0, Math.max(0, slash)) : namespace;
  const ownName = name === undefined ? original.claimRef.slice(slash + 1) : name;
  const ownEpoch = fields['epoch'] === undefined ? epoch : fields['epoch'];
  const { generation, observedGeneration, deletionTimestamp } = fields;
  const isRight =
    isText(apiVersion, 1, 317) &&
    isText(kind, 1, 253) &&
    isText(ownNamespace, 0, namespace === undefined ? LONGEST : 253) &&
    isText(ownName, name === undefined ? 0 : 1, name === undefined ? LONGEST : 253) &&
    (uid === undefined || isText(uid, 1, 128)) &&
    isTime(observedAt) &&
    isTime(deletionTimestamp) &&
    (deleted === undefined || typeof deleted === 'boolean') &&
    isCounter(generation) &&
    isCounter(observedGeneration) &&
    isCounter(ownEpoch) &&
    isCounter(sequence) &&
    original.statusMessage.length <= LONGEST;
  if (!isRight) return undefined;
  const ready = quickCondition(fields['ready'], redact);
  const synced = quickCondition(fields['synced'], redact);
  const cause = quickCause(fields['cause'], redact);
  if (ready === null || synced === null || cause === null) return undefined;
  return {
    cluster: original.cluster,
    claimRef: original.claimRef,
    statusMessage: redact(original.statusMessage),
    identity: { apiVersion, kind, namespace: ownNamespace, name: ownName },
    uid,
    generation,
    observedGeneration,
    deletionTimestamp,
    ready,
    synced,
    cause,
    observedAt,
    ...(ownEpoch !== undefined && { order: { epoch: ownEpoch, sequence: sequence ?? 0 } }),
    ...(deleted === true && { deleted }),
  };
}

/** Null where the schema has to judge. */
function quickCondition(value: unknown, redact: (text: string) => string): Condition | undefined | null {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) return null;
  const { status, reason, message } = value;
  if (status !== 'True' && status !== 'False' && status !== 'Unknown') return null;
  if (!isTextOrNone(reason, 1024) || !isTextOrNone(message, LONGEST)) return null;
  return withWords({ status } satisfies Condition as Condition, reason, message, redact);
}

function quickCause(value: unknown, redact: (text: string) => string): Cause | undefined | null {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) return null;
  const { reason, message, chain } = value;
  const link = quickLink(value);
  if (link === undefined || !isTextOrNone(reason, 1024) || !isTextOrNone(message, LONGEST)) return null;
  const cause = withWords(link, reason, message, redact);
  if (chain === undefined) return cause;
  if (!Array.isArray(chain) || chain.length > 32) return null;
  const links = chain.map(quickLink);
  return links.includes(undefined) ? null : { ...cause, chain: links as ChainLink[] };
}

function quickLink(value: unknown): ChainLink | undefined {
  if (!isJsonObject(value)) return undefined;
  const { apiVersion, kind, namespace, name } = value;
  if (!isText(kind, 1, 253) || !isText(name, 1, 253)) return undefined;
  if (!isTextOrNone(apiVersion, 317) || !isTextOrNone(namespace, 253)) return undefined;
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
  };
}

function withWords<T extends object>(
  value: T,
  reason: string | undefined,
  message: string | undefined,
  redact: (text: string) => string,
): T & { reason?: string; message?: string } {
  return {
    ...value,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message: redact(message) }),
  };
}

function isText(value: unknown, least: number, most: number): value is string {
  return typeof value === 'string' && value.length >= least && value.length <= most;
}

function isTextOrNone(value: unknown, most: number): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= most);
}

function isTime(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && TIME.test(value));
}

function isCounter(value: unknown): value is number | undefined {
  return value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0);
}
