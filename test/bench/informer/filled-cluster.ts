import type { ClusterClient, ClusterObject } from '../../fixtures/cluster/cluster-client';
import { customKind } from '../../fixtures/cluster/custom-kind';

const GROUP = 'bench.acme.test';
const NAMESPACE = 'shop';
/** Bytes of an object, as the API server sends it: with its managedFields. */
const SIZE = 2_400;
/** Requests at a time. */
const LANES = 16;

/** Where claims of a kind are. */
const collectionOf = (kind: string): string =>
  `/apis/${GROUP}/v1alpha1/namespaces/${NAMESPACE}/${kind.toLowerCase()}s`;
/** A kind as `CLAIM_KINDS` names it. */
export const choiceOf = (kind: string): string => `${kind.toLowerCase()}s.v1alpha1.${GROUP}`;

/** Makes kinds whose objects come with their status: one request an object. */
export async function prepareKinds(admin: ClusterClient): Promise<void> {
  await admin.createNamespace(NAMESPACE);
  for (const kind of ['Database', 'Waiting', 'XWaiting']) {
    const isClusterScoped = kind === 'XWaiting';
    const crd = customKind({ group: GROUP, kind, isClusterScoped });
    for (const version of (crd['spec'] as { versions: { subresources?: unknown }[] }).versions) {
      delete version.subresources;
    }
    await admin.createKind(crd);
  }
}

/** Makes claims that are well, each of 2.4 KB. */
export async function makeClaims(admin: ClusterClient, count: number): Promise<void> {
  const made = await admin.create(collectionOf('Database'), claim('size', 0));
  const padding = Math.max(0, SIZE - JSON.stringify(made).length);
  await inLanes(count, (index) => admin.create(collectionOf('Database'), claim(`claim-${index}`, padding)));
  await admin.remove(`${collectionOf('Database')}/size`);
}

/** Makes claims that wait for composites that were refused. */
export async function makeWaiting(admin: ClusterClient, count: number): Promise<void> {
  await inLanes(count, async (index) => {
    const composite = { apiVersion: `${GROUP}/v1alpha1`, kind: 'XWaiting', name: `x-${index}` };
    await admin.create(`/apis/${GROUP}/v1alpha1/xwaitings`, {
      ...composite,
      metadata: { name: composite.name },
      status: { conditions: [condition('Synced', 'False', 'ReconcileError', `quota ${index} exceeded`)] },
    });
    await admin.create(collectionOf('Waiting'), {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'Waiting',
      metadata: { name: `claim-${index}` },
      spec: { resourceRef: composite },
      status: { conditions: [condition('Ready', 'False', 'Waiting', 'waiting for composite')] },
    });
  });
}

/** Changes what a claim says of itself. */
export function changeClaim(admin: ClusterClient, index: number, message: string): Promise<ClusterObject> {
  const conditions = [condition('Ready', 'True', 'Available', message), SYNCED];
  return admin.patch(`${collectionOf('Database')}/claim-${index}`, { status: { conditions } });
}

function condition(type: string, status: string, reason: string, message = ''): object {
  return { type, status, reason, message, lastTransitionTime: '2026-01-01T10:00:00Z' };
}
const SYNCED = condition('Synced', 'True', 'ReconcileSuccess');

function claim(name: string, padding: number): object {
  return {
    apiVersion: `${GROUP}/v1alpha1`,
    kind: 'Database',
    metadata: { name, labels: { team: 'a' }, annotations: { 'acme.test/about': 'x'.repeat(padding) } },
    spec: {
      size: 3,
      resourceRef: { apiVersion: `${GROUP}/v1alpha1`, kind: 'XDatabase', name: `${name}-x7f2k` },
    },
    status: { conditions: [condition('Ready', 'True', 'Available'), SYNCED] },
  };
}

async function inLanes(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
