import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Environment } from '../../core/config/setting-row';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** Where Kubernetes puts them. */
export const SERVICE_ACCOUNT_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Time for an answer, in milliseconds, and most bytes of one. */
const ANSWER_WITHIN = 5_000;
const MOST_BYTES = 1024 * 1024;

/** An answer of an API server. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
}

/** The API server of the cluster that a service runs in, as the pod's own ServiceAccount. */
export interface OwnCluster {
  readonly namespace: string;
  /** Rejects where there is no whole answer in time. */
  post(path: string, body: object): Promise<ApiAnswer>;
}

/**
 * Reads what Kubernetes gives a pod: address in the environment, CA and namespace in a folder. Token and CA are read for each request, because they rotate.
 *
 * @throws ToolkitError `config-invalid` outside of a cluster
 */
export function ownCluster(env: Environment, folder: string): OwnCluster {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '443' } = env;
  if (host === '') {
    throw new ToolkitError(
      'config-invalid',
      'KUBERNETES_SERVICE_HOST is not set: this is not a pod of a cluster',
    );
  }
  const file = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch (error) {
      throw new ToolkitError('config-invalid', `${join(folder, name)} cannot be read`, { cause: error });
    }
  };
  // What is missing is said now, not at the first request.
  for (const name of ['ca.crt', 'token']) file(name);
  return {
    namespace: file('namespace'),
    post: (path, body) =>
      send({ host, port, path, ca: file('ca.crt'), token: file('token') }, Buffer.from(JSON.stringify(body))),
  };
}

interface Target {
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly ca: string;
  readonly token: string;
}

function send({ host, port, path, ca, token }: Target, body: Buffer): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host,
      port,
      path,
      ca,
      method: 'POST',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BYTES) response.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.end(body);
  });
}
