import { readFileSync } from 'node:fs';
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { systemErrorCode } from '../../../core/errors/system-failure';
import type { BearerToken } from './bearer-token';
import type { CollectorAddress } from './collector-address';
import { type Posted, type Poster, retryAfter } from './poster';

/** Time for a whole exchange, in milliseconds: the original's. */
const EXCHANGE_TIME = 10_000;
const LONGEST_ANSWER = 2 ** 20;
const MOST_REDIRECTS = 3;

/** What a poster needs. */
export interface HttpPosterOptions {
  readonly address: CollectorAddress;
  readonly token: BearerToken;
  /** Certificates that sign the collector's, PEM; read again when a connection fails. */
  readonly caFile?: string;
  readonly now: () => number;
  /** @default 10 seconds */
  readonly exchangeTime?: number;
}

/**
 * Posts over one connection that is kept open. `node:http`, because `fetch` costs 2.4 times the CPU for a small request and 130 MB of memory. A redirect is followed as the POST
 * that it was, and only to the same host: the token is for it alone.
 */
export class HttpPoster implements Poster {
  private address: CollectorAddress;
  private agent: HttpAgent;
  private ca: string | undefined;

  /** @throws ToolkitError `config-invalid` where the file of certificates cannot be read */
  constructor(private readonly options: HttpPosterOptions) {
    this.address = options.address;
    if (options.caFile !== undefined) this.ca = certificates(options.caFile);
    this.agent = this.newAgent();
  }

  post(path: string, body: string): Promise<Posted> {
    return this.send({ method: 'POST', path, body });
  }

  ask(path: string): Promise<Posted> {
    return this.send({ method: 'GET', path });
  }

  private async send(asked: Asked): Promise<Posted> {
    let isNewToken = false;
    for (let redirects = 0; ;) {
      const { location, ...posted } = await this.exchange(asked);
      const { status } = posted;
      if (status === 401 && !isNewToken && this.options.token.refresh()) {
        isNewToken = true;
        continue;
      }
      if (location !== undefined && redirects < MOST_REDIRECTS && this.moveTo(location, asked.path)) {
        redirects += 1;
        continue;
      }
      return posted;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async exchange(asked: Asked): Promise<Posted & { readonly location?: string }> {
    try {
      return await this.attempt(asked);
    } catch (error) {
      // A kept connection that the other side had closed by then says nothing about the collector.
      if (error instanceof LostConnection && error.wasKept) {
        return await this.attempt(asked).catch((again: unknown) => this.failed(again));
      }
      return this.failed(error);
    }
  }

  private failed(error: unknown): never {
    this.renew();
    const cause = error instanceof LostConnection ? error.cause : error;
    const code = systemErrorCode(cause);
    const words = cause instanceof Error && cause.message !== '' ? cause.message : (code ?? 'no answer');
    throw new ToolkitError('collector-unreachable', `the collector does not answer: ${words}`, {
      cause,
      data: { isRefused: code === 'ECONNREFUSED' },
    });
  }

  private attempt({ method, path, body }: Asked): Promise<Posted & { readonly location?: string }> {
    const { isTls, host, port, prefix } = this.address;
    const token = this.options.token.current();
    return new Promise((resolve, reject) => {
      const request: ClientRequest = (isTls ? httpsRequest : httpRequest)({
        host,
        port,
        path: prefix + path,
        method,
        agent: this.agent,
        headers: {
          ...(body !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
          }),
          'User-Agent': 'cdk8s-claims-informer',
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        },
      });
      const time = setTimeout(() => {
        request.destroy(new Error('no answer in time'));
      }, this.options.exchangeTime ?? EXCHANGE_TIME);
      const fail = (error: unknown): void => {
        clearTimeout(time);
        reject(new LostConnection(error, request.reusedSocket));
      };
      request.on('error', fail);
      request.on('response', (response) => {
        read(response).then((text) => {
          clearTimeout(time);
          const { statusCode: status = 0, headers } = response;
          const location = status >= 301 && status <= 308 && status !== 304 ? headers.location : undefined;
          resolve({
            status,
            text,
            retryAfter: retryAfter(headers['retry-after'], this.options.now()),
            ...(headers.allow !== undefined && { allow: headers.allow }),
            location,
          });
        }, fail);
      });
      request.end(body);
    });
  }

  /** Takes the place that a redirect names, for later requests too. @returns false where it must not be followed */
  private moveTo(location: string, path: string): boolean {
    const { isTls, host, port, prefix } = this.address;
    const bracketed = host.includes(':') ? `[${host}]` : host;
    const from = `${isTls ? 'https' : 'http'}://${bracketed}:${port}${prefix}${path}`;
    if (!URL.canParse(location, from)) return false;
    const to = new URL(location, from);
    const isHttps = to.protocol === 'https:';
    if (to.hostname.replace(/^\[|\]$/g, '') !== host || !to.pathname.endsWith(path)) return false;
    if (!isHttps && (isTls || to.protocol !== 'http:')) return false;
    this.address = {
      isTls: isHttps,
      host,
      port: to.port === '' ? (isHttps ? 443 : 80) : Number(to.port),
      prefix: to.pathname.slice(0, -path.length),
    };
    if (isHttps !== isTls) this.renew();
    return true;
  }

  /** Drops the connection. Certificates that cannot be read at this moment stay those from before: somebody may be replacing them. */
  private renew(): void {
    this.agent.destroy();
    try {
      if (this.options.caFile !== undefined) this.ca = certificates(this.options.caFile);
    } catch {
      // They are read again at the next failure.
    }
    this.agent = this.newAgent();
  }

  private newAgent(): HttpAgent {
    const common = { keepAlive: true, maxSockets: 1 };
    if (!this.address.isTls) return new HttpAgent(common);
    return new HttpsAgent({ ...common, ...(this.ca !== undefined && { ca: this.ca }) });
  }
}

/** A request to be made. */
interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** A request without an answer. */
class LostConnection extends Error {
  /** @param wasKept - the connection had carried another exchange before */
  constructor(
    override readonly cause: unknown,
    readonly wasKept: boolean,
  ) {
    super('the connection was lost');
  }
}

/** @throws ToolkitError `config-invalid` */
function certificates(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'it is not a file';
    throw new ToolkitError('config-invalid', `COLLECTOR_CA_FILE: ${path} cannot be read: ${code}`, {
      cause: error,
    });
  }
}

async function read(response: IncomingMessage): Promise<string> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
