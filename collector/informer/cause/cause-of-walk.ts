import type { Cause, ChainLink } from '../../../core/status/claim-status';
import { shownText } from './object-facts';
import type { Failing } from './deepest-failure';
import type { Walk, WalkedObject } from './walked-object';

/** What is reported of a failing object: who it is, what is wrong, and the way to it from the composite on. */
export function causeOf({ objects, leftOut }: Walk, { place, failure }: Failing): Cause {
  const chain: ChainLink[] = [];
  for (
    let next: number | undefined = place;
    next !== undefined && next !== 0;
    next = objects[next]?.parents[0]
  ) {
    chain.unshift(linkOf(objects[next] as WalkedObject));
  }
  const looked = objects.length - 1;
  const cut = leftOut > 0 ? `(${looked} of ${looked + leftOut} objects checked)` : '';
  const message = [failure.message, cut].filter(Boolean).join(' ');
  return {
    ...linkOf(objects[place] as WalkedObject),
    reason: failure.reason,
    ...(message !== '' && { message: shownText(message, 600) }),
    ...(chain.length > 0 && { chain }),
  };
}

function linkOf({ reference: { apiVersion, kind, namespace, name } }: WalkedObject): ChainLink {
  return {
    ...(apiVersion !== '' && { apiVersion: shownText(apiVersion) }),
    kind: shownText(kind, 253) || 'unknown',
    ...(namespace !== undefined && namespace !== '' && { namespace: shownText(namespace, 253) }),
    name: shownText(name, 253) || 'not created yet',
  };
}

/** What tells a cause from another one: counters, times and ids in a message change with every attempt, and are the same failure. */
export function causeSignature(cause: Cause | undefined): string {
  if (cause === undefined) return '';
  const { reason = '', message = '', chain = [], apiVersion = '', kind, namespace = '', name } = cause;
  return JSON.stringify([
    [apiVersion, kind, namespace, name],
    reason,
    message.split(' ').map((word) => (/\d/.test(word) ? '#' : word)),
    chain.map((link) => [link.kind, link.namespace ?? '', link.name]),
  ]);
}
