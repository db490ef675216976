import type { ClaimStatus } from '../../../core/status/claim-status';

const chain = [
  { kind: 'XDatabase', name: 'one' },
  { apiVersion: 'v1', kind: 'Instance', namespace: 'n', name: 'one-x' },
];

/** A status that says something everywhere. */
export const FULL: ClaimStatus = {
  statusMessage: 'm',
  generation: 3,
  observedGeneration: 2,
  ready: { status: 'False', reason: 'r', message: 'rm' },
  synced: { status: 'True', reason: 's', message: 'sm' },
  cause: { apiVersion: 'v1', kind: 'Instance', namespace: 'n', name: 'x', reason: 'c', message: 'cm', chain },
};

/** One change to each of its parts. */
export const CHANGES: readonly (readonly [what: string, changed: ClaimStatus])[] = [
  ['a message', { ...FULL, statusMessage: 'other' }],
  ['a generation', { ...FULL, generation: 4 }],
  ['no generation', { ...FULL, generation: undefined }],
  ['an observed generation', { ...FULL, observedGeneration: 3 }],
  ['the status of Ready', { ...FULL, ready: { ...FULL.ready, status: 'Unknown' } }],
  ['the reason of Ready', { ...FULL, ready: { status: 'False', reason: 'other', message: 'rm' } }],
  ['the message of Ready', { ...FULL, ready: { status: 'False', reason: 'r' } }],
  ['no Ready', { ...FULL, ready: undefined }],
  ['the status of Synced', { ...FULL, synced: { ...FULL.synced, status: 'False' } }],
  ['the reason of Synced', { ...FULL, synced: { status: 'True', message: 'sm' } }],
  ['the message of Synced', { ...FULL, synced: { status: 'True', reason: 's', message: '' } }],
  ['no Synced', { ...FULL, synced: undefined }],
  ['no cause', { ...FULL, cause: undefined }],
  ['the kind of a cause', { ...FULL, cause: { ...FULL.cause!, kind: 'Other' } }],
  ['the version of a cause', { ...FULL, cause: { ...FULL.cause!, apiVersion: 'v2' } }],
  ['the namespace of a cause', { ...FULL, cause: { ...FULL.cause!, namespace: '' } }],
  ['the name of a cause', { ...FULL, cause: { ...FULL.cause!, name: 'y' } }],
  ['the reason of a cause', { ...FULL, cause: { ...FULL.cause!, reason: undefined } }],
  ['the message of a cause', { ...FULL, cause: { ...FULL.cause!, message: 'other' } }],
  ['a shorter chain', { ...FULL, cause: { ...FULL.cause!, chain: chain.slice(1) } }],
  ['another order of a chain', { ...FULL, cause: { ...FULL.cause!, chain: [...chain].reverse() } }],
  [
    'a link of a chain',
    { ...FULL, cause: { ...FULL.cause!, chain: [chain[0]!, { ...chain[1]!, name: 'z' }] } },
  ],
];

/** Two ways to say one thing. */
export const EQUALS: readonly (readonly [what: string, one: ClaimStatus, other: ClaimStatus])[] = [
  ['another object with the same words', FULL, structuredClone(FULL)],
  [
    'what is left out and what is undefined',
    { statusMessage: 'm' },
    { statusMessage: 'm', ready: undefined, cause: undefined },
  ],
  [
    'no chain and an empty one',
    { ...FULL, cause: { kind: 'K', name: 'n' } },
    { ...FULL, cause: { kind: 'K', name: 'n', chain: [] } },
  ],
  [
    'another order of fields',
    { ...FULL, ready: { status: 'True', reason: 'r' } },
    { ...FULL, ready: { reason: 'r', status: 'True' } },
  ],
];
