import { z } from 'zod';
import type { BoxedClaim } from './claim-box';

const text = z.string().max(16_384);
const condition = z.object({
  status: z.enum(['True', 'False', 'Unknown']),
  reason: text,
  message: text,
  lastTransitionTime: text.optional(),
});
const link = z.object({
  apiVersion: text.optional(),
  kind: text,
  namespace: text.optional(),
  name: text,
});
const reference = z.object({ apiVersion: text, kind: text, name: text, namespace: text.optional() });
const counter = z.int().nonnegative();

/** A line of the spool. What is in a file may be anybody's, so it is checked like any other input. */
const line = z.object({
  kind: z.object({ group: text, version: text, resource: text, kind: text, namespaced: z.boolean() }),
  claim: z.object({
    group: text,
    version: text,
    resource: text,
    kind: text,
    namespace: text,
    name: text,
    uid: text,
    resourceVersion: text,
    generation: counter,
    observedGeneration: counter.optional(),
    ready: condition.optional(),
    synced: condition.optional(),
    deletionTimestamp: text.optional(),
    composite: reference.optional(),
    composed: z.array(reference).max(200),
    originalMessage: text,
  }),
  cause: link
    .extend({ reason: text.optional(), message: text.optional(), chain: z.array(link).max(32).optional() })
    .optional(),
  at: z.number(),
  isGone: z.boolean(),
});

/** A claim as a line. References are left out: they are read again before they are followed. */
export function spoolLine({ kind, claim, cause, at, isGone }: BoxedClaim): string {
  const { group, version, resource, namespaced } = kind;
  return `${JSON.stringify({
    kind: { group, version, resource, kind: kind.kind, namespaced },
    claim: { ...claim, composed: [] },
    cause,
    at,
    isGone,
  })}\n`;
}

/** @returns undefined for a line that is none, as the last one after a kill may be */
export function spooledClaim(text: string): BoxedClaim | undefined {
  try {
    const { success, data } = line.safeParse(JSON.parse(text));
    if (!success) return undefined;
    const { kind, claim, cause, at, isGone } = data;
    return { kind, claim, cause, at, isGone, version: 1 };
  } catch {
    return undefined;
  }
}
