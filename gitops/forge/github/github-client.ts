import type { z } from 'zod';
import type * as OctokitModule from './octokit';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { tokenText } from '../web/forge-api';
import { forgeFailure } from '../web/forge-failure';
import { withoutTrailing } from '../../../core/trim-ends';
import { createForgeTransport, type ForgeTransport } from '../web/forge-transport';
import { interruptedAt, interruptible } from '../web/interruptible';
import { ListBounds } from '../web/list-bounds';
import { readAnswer } from '../web/read-answer';
import { LONGEST_PAUSE, type WebForgeOptions } from '../web/web-forge-options';
import { graphqlErrors, reasonOf } from './github-refusal';
import { requestPaces } from './request-pace';

/** How to keep change requests on GitHub. */
export interface GitHubForgeOptions extends WebForgeOptions {
  /** Settings of @octokit/plugin-throttling, e.g. limiters on another clock. */
  readonly throttle?: object;
  /** Settings of @octokit/plugin-retry. */
  readonly retry?: object;
}

/** Parameters of a route: those of its path by name, the rest as query or body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Requests to the API of one repository; paced, retried and checked. Throws the errors of forge-errors. */
export interface GitHubClient {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Requests sent that were meant to change something. */
  readonly writes: number;
  /** Sends `POST /repos/{owner}/{repo}/…` and reads the answer. */
  send<T>(route: string, parameters: Parameters, answer: z.ZodType<T>): Promise<T>;
  /** All pages of a list. */
  list<T>(route: string, parameters: Parameters, item: z.ZodType<T>): Promise<T[]>;
  /** The same, page by page. */
  pages<T>(route: string, parameters: Parameters, item: z.ZodType<T>): AsyncGenerator<readonly T[]>;
  /** A GraphQL query; what it refuses is `forge-permission-missing`. */
  query<T>(query: string, answer: z.ZodType<T>): Promise<T>;
  /** A GraphQL mutation; resolves with the messages of refusal, none when it was done. */
  mutate(query: string, input: Parameters): Promise<readonly string[]>;
}

/** What is used of an Octokit: its own types would have to be loaded with it. */
interface Octokit {
  request(route: string, parameters: object): Promise<OctokitAnswer>;
  graphql(query: string, variables: Record<string, unknown>): Promise<unknown>;
}

interface OctokitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** Pauses for limits in a row, for one request. */
const MOST_PAUSES = 4;
/** GitHub's documented largest page. */
const PAGE = 100;
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
// Answers, not accidents: asking again gives the same. Limits (403, 429) are the throttling plugin's.
const NEVER_RETRIED = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

/**
 * A client over Octokit with its throttling (one write a second, pauses as the forge asks) and retry plugins. They are
 * ECMAScript modules and take a moment to load: that happens with the first request.
 */
export function createGitHubClient(options: GitHubForgeOptions): GitHubClient {
  return new Client(options);
}

class Client implements GitHubClient {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  writes = 0;
  readonly #options: GitHubForgeOptions;
  readonly #transport: ForgeTransport;
  readonly #secrets: string[] = [];
  #octokit: Promise<Octokit> | undefined;

  constructor(options: GitHubForgeOptions) {
    this.#options = options;
    this.#transport = createForgeTransport(options);
    this.host = this.#transport.host;
    const [owner = '', name = ''] = options.repository.split('/');
    this.owner = owner;
    this.name = name;
  }

  async send<T>(route: string, parameters: Parameters, answer: z.ZodType<T>): Promise<T> {
    const { data } = await this.answerTo(route, parameters);
    return readAnswer(this.host, route, data, answer);
  }

  async list<T>(route: string, parameters: Parameters, item: z.ZodType<T>): Promise<T[]> {
    const items: T[] = [];
    for await (const page of this.pages(route, parameters, item)) {
      items.push(...page);
    }
    return items;
  }

  async *pages<T>(route: string, parameters: Parameters, item: z.ZodType<T>): AsyncGenerator<readonly T[]> {
    const bounds = new ListBounds(this.#transport, route);
    // The number of the page is counted here: no address that the forge gives is followed.
    for (let page = 1; ; page++) {
      bounds.check();
      const { data, headers } = await this.answerTo(route, { per_page: PAGE, ...parameters, page });
      yield readAnswer(this.host, route, data, item.array());
      if (!/\brel="next"/.test(String(headers['link'] ?? ''))) {
        return;
      }
    }
  }

  async query<T>(query: string, answer: z.ZodType<T>): Promise<T> {
    const octokit = await this.connect();
    try {
      const data = await this.interruptible(octokit.graphql(query, {}));
      return readAnswer(this.host, 'POST /graphql', data, answer);
    } catch (error) {
      const [refusal] = graphqlErrors(error) ?? [];
      throw this.failure(
        'POST /graphql',
        refusal === undefined ? error : { status: 403, message: refusal.message },
      );
    }
  }

  async mutate(query: string, input: Parameters): Promise<readonly string[]> {
    this.writes += 1;
    const octokit = await this.connect();
    try {
      await this.interruptible(octokit.graphql(query, { input }));
      return [];
    } catch (error) {
      const refusals = graphqlErrors(error);
      if (refusals === undefined) {
        throw this.failure('POST /graphql', error);
      }
      const forbidden = refusals.find(({ type }) => type === 'FORBIDDEN');
      if (forbidden !== undefined) {
        throw this.failure('POST /graphql', { status: 403, message: forbidden.message });
      }
      return refusals.map(({ message }) => message);
    }
  }

  private async answerTo(route: string, parameters: Parameters): Promise<OctokitAnswer> {
    if (!route.startsWith('GET ')) {
      this.writes += 1;
    }
    const octokit = await this.connect();
    try {
      const of = route.includes('{owner}') ? { owner: this.owner, repo: this.name } : {};
      return await this.interruptible(octokit.request(route, { ...of, ...parameters }));
    } catch (error) {
      throw this.failure(route, error);
    }
  }

  /** The pauses of the retry plugin do not listen to a signal. */
  private interruptible<T>(work: Promise<T>): Promise<T> {
    return interruptible(work, this.#options.signal, () => interruptedAt(this.host));
  }

  private failure(route: string, error: unknown): ToolkitError {
    const { cause } = error as { cause?: unknown };
    const known = [error, cause].find((each) => ToolkitError.isToolkitError(each));
    if (known !== undefined) {
      return known;
    }
    const { status, message, response } = error as {
      status?: number;
      message?: string;
      response?: { headers?: OctokitAnswer['headers']; data?: unknown };
    };
    return forgeFailure({
      host: this.host,
      route,
      repository: this.#options.repository,
      // Octokit reports a network that failed as a 500 without an answer.
      ...(status === undefined || (status === 500 && response === undefined) ? {} : { status }),
      reason: reasonOf(response?.data) ?? message ?? String(error),
      ...(response?.headers === undefined ? {} : { headers: response.headers }),
      secrets: this.#secrets,
    });
  }

  private connect(): Promise<Octokit> {
    return (this.#octokit ??= this.load());
  }

  private async load(): Promise<Octokit> {
    // Loaded only now: other commands need none of it; `import()` would need file extensions.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
    const { loadOctokit } = require('./octokit') as typeof OctokitModule;
    const Patient = await loadOctokit();
    const { apiUrl, version, signal, throttle, retry: retrySettings } = this.#options;
    const token = await tokenText(this.#options.token);
    this.#secrets.push(token);
    const onLimit = (seconds: number, _request: object, _octokit: unknown, pauses: number): boolean =>
      this.pauses(seconds, pauses);
    const octokit = new Patient({
      auth: token,
      baseUrl: withoutTrailing(apiUrl, '/'),
      userAgent: `cdk8s-claims/${version}`,
      log: SILENT,
      request: { fetch: this.fetch },
      throttle: {
        onRateLimit: onLimit,
        onSecondaryRateLimit: onLimit,
        id: this.host,
        ...requestPaces(this.host, signal),
        ...throttle,
      },
      retry: { doNotRetry: NEVER_RETRIED, ...retrySettings },
    });
    return {
      request: (route, parameters) => octokit.request(route, { ...parameters }),
      graphql: (query, variables) => octokit.graphql(query, variables),
    };
  }

  /** What the transport refuses is final: Octokit tries everything again but an `AbortError`. */
  private readonly fetch: typeof globalThis.fetch = async (input, init) => {
    try {
      return await this.#transport.fetch(input, withBearer(init));
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) {
        throw error;
      }
      throw Object.assign(new Error(error.message, { cause: error }), { name: 'AbortError' });
    }
  };

  /** Whether the pause that the forge asks for is worth it. */
  private pauses(seconds: number, before: number): boolean {
    const { longestPause = LONGEST_PAUSE, onPause } = this.#options;
    const worthIt = seconds <= longestPause && before < MOST_PAUSES;
    if (worthIt) {
      onPause?.(seconds, `${this.host} asks for a pause`);
    }
    return worthIt;
  }
}

/** Octokit writes `token …`, as GitHub's documentation did once; servers that stand in for GitHub may know its present form alone. */
function withBearer(init: RequestInit | undefined): RequestInit | undefined {
  const headers = init?.headers as Readonly<Record<string, string>> | undefined;
  const said = headers?.['authorization'];
  if (said?.startsWith('token ') !== true) return init;
  return { ...init, headers: { ...headers, authorization: `Bearer ${said.slice('token '.length)}` } };
}
