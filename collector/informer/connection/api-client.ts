import {
  Agent as PlainAgent,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
} from 'node:http';
import { Agent, request } from 'node:https';
import type { Credentials, RequestSettings } from './credentials';
import { consume } from './consume';
import { asReadFailure, ReadFailure } from './read-failure';
import { statusFailure } from './status-failure';

/** How long is waited, in milliseconds. */
export interface ApiTimes {
  /** For the head of an answer. */
  readonly head: number;
  /** For more of a body. */
  readonly silence: number;
}

/** Half a minute each: an API server that is busy takes seconds. */
export const API_TIMES: ApiTimes = { head: 30_000, silence: 30_000 };

/** Largest answer that is read whole, in bytes: discovery of a large group has a tenth of it. */
const LARGEST = 8 * 2 ** 20;
/** As much of a refusal as is read. */
const LARGEST_REFUSAL = 65_536;

/** Reads from the API server. Knows how to get in, and nothing of what is read. */
export class ApiClient {
  private readonly agents = {
    http: new PlainAgent({ keepAlive: true }),
    https: new Agent({ keepAlive: true }),
  };

  constructor(
    private readonly credentials: Credentials,
    private readonly now: () => number = Date.now,
    /** Told of every request, with its status; 0 where there was none. */
    private readonly onAnswer: (status: number) => void = () => undefined,
  ) {}

  /**
   * Opens a GET. After a 401 the credentials are read again and it is sent once more.
   *
   * @param path - with its query
   * @throws ReadFailure for every status but 200; ToolkitError `cluster-config-invalid`
   */
  async open(path: string, signal: AbortSignal, head = API_TIMES.head): Promise<IncomingMessage> {
    let response = await this.send(path, await this.credentials.settings(false), signal, head);
    if (response.statusCode === 401) {
      response.resume();
      response = await this.send(path, await this.credentials.settings(true), signal, head);
    }
    if (response.statusCode === 200) return response;
    throw await this.refusalOf(response, signal);
  }

  /** The whole answer of a GET. Throws as {@link open} does. */
  async text(path: string, signal: AbortSignal): Promise<string> {
    return readWhole(await this.open(path, signal), LARGEST, signal);
  }

  /** The whole answer of a GET, parsed. Throws as {@link open} does. */
  async json(path: string, signal: AbortSignal): Promise<unknown> {
    const body = await this.text(path, signal);
    try {
      return JSON.parse(body);
    } catch {
      throw new ReadFailure('broken', 'the answer of the API server is not JSON');
    }
  }

  /** Ends the connections that nobody uses. */
  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private send(
    path: string,
    { url, headers, tls, agent }: RequestSettings,
    signal: AbortSignal,
    head: number,
  ): Promise<IncomingMessage> {
    const isPlain = url.protocol === 'http:';
    const options: RequestOptions = {
      ...tls,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      ...(url.port !== '' && { port: url.port }),
      path: `${url.pathname.replace(/\/$/, '')}${path}`,
      agent: agent ?? (isPlain ? this.agents.http : this.agents.https),
      headers: { Accept: 'application/json', 'User-Agent': 'cdk8s-claims-informer', ...headers },
      signal,
    };
    return new Promise((resolve, reject) => {
      const sent = (isPlain ? plainRequest : request)(options);
      const timer = setTimeout(() => {
        sent.destroy(new ReadFailure('silent', `the API server did not answer within ${head} ms`));
      }, head);
      sent.once('response', (response) => {
        clearTimeout(timer);
        this.onAnswer(response.statusCode ?? 0);
        resolve(response);
      });
      let isAnswered = false;
      sent.once('response', () => {
        isAnswered = true;
      });
      // More than one may come, also after the answer: none may go unheard.
      sent.on('error', (error) => {
        clearTimeout(timer);
        if (!isAnswered) this.onAnswer(0);
        reject(asReadFailure(error));
      });
      sent.end();
    });
  }

  private async refusalOf(response: IncomingMessage, signal: AbortSignal): Promise<ReadFailure> {
    let body: unknown;
    try {
      body = JSON.parse(await readWhole(response, LARGEST_REFUSAL, signal));
    } catch {
      // The status says enough.
    }
    return statusFailure(response.statusCode ?? 0, body, response.headers['retry-after'], this.now());
  }
}

async function readWhole(response: IncomingMessage, limit: number, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  await consume(response, { silence: API_TIMES.silence, signal }, (chunk) => {
    size += chunk.length;
    if (size > limit) throw new ReadFailure('broken', `the answer is larger than ${limit} bytes`);
    chunks.push(chunk);
  });
  return Buffer.concat(chunks).toString();
}
