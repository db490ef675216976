import type { ServerResponse } from 'node:http';
import { originalCollector, type Received } from '../../fixtures/informer/original-collector';

/** Which collector it is to an informer. */
export type CollectorKind = 'ours' | 'original';

/** A collector that keeps nothing but which claims it heard of, and when. */
export interface CountingCollector {
  readonly url: string;
  /** When a claim was last heard of, by `performance.now()`, and what was said. */
  readonly heard: ReadonlyMap<string, { readonly at: number; readonly message: string }>;
  close(): Promise<void>;
}

interface Report {
  readonly claimRef: string;
  readonly statusMessage: string;
}

/** Starts one that takes batches, or one that takes single reports alone. */
export async function countingCollector(kind: CollectorKind): Promise<CountingCollector> {
  const heard = new Map<string, { at: number; message: string }>();
  const collector = await originalCollector();
  const note = ({ claimRef, statusMessage }: Report): void => {
    heard.set(claimRef, { at: performance.now(), message: statusMessage });
  };
  collector.instead = ({ path, body }: Received, response: ServerResponse) => {
    // They are not kept: it would cost as much as the informer.
    collector.received.length = 0;
    if (path === '/api/v1/status') {
      note(JSON.parse(body) as Report);
      return false;
    }
    if (kind === 'original') return false;
    if (path.endsWith(':batch')) {
      for (const report of (JSON.parse(body) as { reports: Report[] }).reports) note(report);
    }
    const answer = path.endsWith('/digest') ? { differing: [] } : { epoch: 1 };
    response.writeHead(path.endsWith('/digest') ? 200 : 201, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer));
    return true;
  };
  return { url: collector.url, heard, close: () => collector.close() };
}
