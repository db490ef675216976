import type { Cause, ChainLink, ClaimStatus } from './claim-status';
import type { Condition } from './condition';

/** Whether two states say the same. Written out, because it runs for every report. */
export function isSameStatus(one: ClaimStatus, other: ClaimStatus): boolean {
  return (
    one.statusMessage === other.statusMessage &&
    one.generation === other.generation &&
    one.observedGeneration === other.observedGeneration &&
    one.deletionTimestamp === other.deletionTimestamp &&
    isSameCondition(one.ready, other.ready) &&
    isSameCondition(one.synced, other.synced) &&
    isSameCause(one.cause, other.cause)
  );
}

function isSameCondition(one: Condition | undefined, other: Condition | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.status === other.status && one.reason === other.reason && one.message === other.message;
}

function isSameCause(one: Cause | undefined, other: Cause | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [chain, otherChain] = [one.chain ?? [], other.chain ?? []];
  return (
    isSameLink(one, other) &&
    one.reason === other.reason &&
    one.message === other.message &&
    chain.length === otherChain.length &&
    chain.every((link, index) => isSameLink(link, otherChain[index] as ChainLink))
  );
}

function isSameLink(one: ChainLink, other: ChainLink): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.namespace === other.namespace &&
    one.apiVersion === other.apiVersion
  );
}
