import type { ClaimReport } from '../../../core/status/claim-status';
import type { AdditiveFields } from './wire-report';

/** The parts of the original's report. */
interface OriginalFields {
  readonly cluster: string;
  readonly claimRef: string;
  readonly statusMessage: string;
}

/** A report of a typed claim, from its fields on the wire. */
export function reportOf(
  original: OriginalFields,
  fields: AdditiveFields,
  redact: (text: string) => string,
): ClaimReport {
  const { apiVersion, kind, namespace, name, epoch, sequence, deleted, cause, ready, synced, ...rest } =
    fields;
  const slash = original.claimRef.indexOf('/');
  return {
    cluster: original.cluster,
    claimRef: original.claimRef,
    statusMessage: redact(original.statusMessage),
    ...rest,
    identity: {
      apiVersion,
      kind,
      namespace: namespace ?? (slash < 0 ? '' : original.claimRef.slice(0, slash)),
      name: name ?? original.claimRef.slice(slash + 1),
    },
    ready: ready && redacted(ready, redact),
    synced: synced && redacted(synced, redact),
    cause: cause && redacted(cause, redact),
    ...(epoch !== undefined && { order: { epoch, sequence: sequence ?? 0 } }),
    ...(deleted === true && { deleted }),
  };
}

function redacted<T extends { readonly message?: string }>(value: T, redact: (text: string) => string): T {
  return value.message === undefined ? value : { ...value, message: redact(value.message) };
}
