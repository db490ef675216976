import type { IncomingHttpHeaders } from 'node:http';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** Finds the clusters that a token speaks for; none for one that is not known. */
export type TokenJudge = (token: string) => readonly string[] | Promise<readonly string[]>;

/** Who may report and read. */
export interface Access {
  /** @throws ToolkitError `reporter-unknown`, `reporter-of-other-cluster` */
  mayReport(headers: IncomingHttpHeaders, cluster: string): Promise<void>;
  /** @throws ToolkitError `reporter-unknown` */
  mayRead(headers: IncomingHttpHeaders): Promise<void>;
}

/** @param judges - empty: everybody may do everything, as with the original */
export function createAccess(judges: readonly TokenJudge[]): Access {
  const clustersOf = async ({ authorization }: IncomingHttpHeaders): Promise<readonly string[]> => {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    const clusters: string[] = [];
    if (token !== undefined) for (const judge of judges) clusters.push(...(await judge(token)));
    if (clusters.length === 0) {
      throw new ToolkitError('reporter-unknown', 'the request has no token of a cluster');
    }
    return clusters;
  };
  return {
    async mayReport(headers, cluster) {
      if (judges.length === 0) return;
      const clusters = await clustersOf(headers);
      if (clusters.includes(cluster)) return;
      throw new ToolkitError(
        'reporter-of-other-cluster',
        `the token is not for cluster ${JSON.stringify(cluster)}`,
      );
    },
    async mayRead(headers) {
      if (judges.length > 0) await clustersOf(headers);
    },
  };
}
