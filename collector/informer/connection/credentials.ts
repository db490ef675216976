import type { Agent } from 'node:https';

/** What a request to the API server needs beside its path. */
export interface RequestSettings {
  /** Address of the API server, with the path that a proxy may put before. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Options of TLS, as node:https takes them; PEM. */
  readonly tls: {
    readonly ca?: string | Buffer | readonly (string | Buffer)[];
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  /** Where requests go through a proxy. */
  readonly agent?: Agent;
}

/** Who we are, and where the API server is. Both change while we run: tokens and certificates rotate. */
export interface Credentials {
  /**
   * @param isRefused - the API server did not take the last ones: read them again
   * @throws ToolkitError `cluster-config-invalid`
   */
  settings(isRefused: boolean): Promise<RequestSettings>;
}
