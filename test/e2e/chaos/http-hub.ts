import type { ReportBatch, StatusStore } from '../../../collector/store/status-store';
import type { HubStore } from '../../collector/chaos/chaos-informer';
import type { StoredStatus } from '../../../collector/store/stored-status';

/** Posts that get no answer in this time are lost: milliseconds. */
const PATIENCE = 20_000;

/** A collector as informers reach it, by plain posts. Where nobody answers, every call rejects. */
export function httpHub(url: string): HubStore {
  const post = async (
    path: string,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body), signal });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const refusal = { refused: 'unknown-epoch' } as const;
  return {
    async openSession({ kinds, ...request }) {
      const named = kinds.map(({ group, kind }) => ({ apiVersion: `${group}/v1`, kind }));
      const { status, body } = await post('/api/v1/sessions', { ...request, kinds: named });
      if (status !== 201) throw new Error(`a session is answered ${status}: ${JSON.stringify(body)}`);
      return { epoch: body['epoch'] } as Awaited<ReturnType<StatusStore['openSession']>>;
    },
    async report({ cluster, epoch, reports }: ReportBatch) {
      const typed = reports.map(({ identity, order, cluster: _, ...rest }) => ({
        ...identity,
        ...order,
        ...rest,
      }));
      const { status, body } = await post('/api/v1/status:batch', { cluster, epoch, reports: typed });
      if (status === 201) return { outcomes: [], removed: 0 };
      if (status === 409) return refusal;
      throw new Error(`a batch is answered ${status}: ${JSON.stringify(body)}`);
    },
  };
}

/** What a collector says that it holds of a cluster; claims that are gone are not part of it. */
export async function heldBy(
  url: string,
  cluster: string,
): Promise<readonly Pick<StoredStatus, 'claimRef' | 'order'>[]> {
  const answer = await fetch(`${url}/api/v1/status/${cluster}`);
  const entries = (await answer.json()) as { claimRef: string; epoch: number; sequence: number }[];
  return entries.map(({ claimRef, epoch, sequence }) => ({ claimRef, order: { epoch, sequence } }));
}
