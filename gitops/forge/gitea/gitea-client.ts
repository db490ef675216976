import type { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { tokenText } from '../web/forge-api';
import { forgeFailure } from '../web/forge-failure';
import { withoutTrailing } from '../../../core/trim-ends';
import { createForgeTransport, type ForgeTransport } from '../web/forge-transport';
import { pause } from '../web/interruptible';
import { ListBounds } from '../web/list-bounds';
import { readAnswer } from '../web/read-answer';
import { isCode } from '../web/refusal';
import { LONGEST_PAUSE, type WebForgeOptions } from '../web/web-forge-options';

/** `GET /pulls`: method and path below the repository. */
export type GiteaRoute = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

/** Requests to the API of one repository. Throws the errors of forge-errors. */
export interface GiteaClient {
  readonly host: string;
  /** Requests sent that were meant to change something. */
  readonly writes: number;
  /** Sends a request and reads its answer. */
  send<T>(route: GiteaRoute, answer: z.ZodType<T>, body?: object): Promise<T>;
  /**
   * Pages of a list one after another, until there are no more. Where an answer is too large, smaller pages are asked for; an item
   * that is too large all by itself is left out: it is nothing that this tool wrote.
   */
  pages<T>(route: GiteaRoute, item: z.ZodType<T>, query?: object): AsyncGenerator<readonly T[]>;
  /** Reads what is not of this repository: the route is below the API's own address. */
  ask<T>(route: GiteaRoute, answer: z.ZodType<T>): Promise<T>;
}

const ATTEMPTS = 4;
/** Gitea's default for the largest page, then those for lists of very long items. */
const PAGES = [50, 5, 1] as const;
/** Where `x-total-count` counts the page alone. */
const UNCOUNTED = /\/timeline$/;

/** A client over the `fetch` of the platform. */
export function createGiteaClient(options: WebForgeOptions): GiteaClient {
  return new Client(options);
}

/** What came of one attempt. */
interface Attempt {
  /** Undefined: no answer. */
  readonly status?: number;
  readonly data: unknown;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
}

class Client implements GiteaClient {
  readonly host: string;
  writes = 0;
  readonly #options: WebForgeOptions;
  /** Address of the API, and of the repository in it. */
  private readonly api: string;
  private readonly base: string;
  readonly #transport: ForgeTransport;
  #token: string | undefined;

  constructor(options: WebForgeOptions) {
    this.#options = options;
    this.#transport = createForgeTransport(options);
    this.host = this.#transport.host;
    const slug = options.repository.split('/').map(encodeURIComponent).join('/');
    this.api = withoutTrailing(options.apiUrl, '/');
    this.base = `${this.api}/repos/${slug}`;
  }

  async send<T>(route: GiteaRoute, answer: z.ZodType<T>, body?: object): Promise<T> {
    const { data } = await this.answerTo(route, body);
    return readAnswer(this.host, template(route), data, answer);
  }

  async *pages<T>(route: GiteaRoute, item: z.ZodType<T>, query: object = {}): AsyncGenerator<readonly T[]> {
    const bounds = new ListBounds(this.#transport, template(route));
    let seen = 0;
    let size = 0;
    for (let page = 1; ; page++) {
      bounds.check();
      const limit = PAGES[size] ?? 1;
      const answer = await this.page(route, { ...query, limit, page });
      if (answer === undefined) {
        if (limit > 1) {
          size += 1;
          const smaller = PAGES[size] ?? 1;
          page = Math.floor(seen / smaller);
          seen = page * smaller;
        } else {
          seen += 1;
        }
        continue;
      }
      // Empty lists may be `null`.
      const items = readAnswer(this.host, template(route), answer.data ?? [], item.array());
      yield items;
      seen += items.length;
      // Servers may allow fewer on a page than asked for: where they do not say how many there are, an empty page is the end.
      const total = Number(answer.headers['x-total-count'] ?? Number.POSITIVE_INFINITY);
      const isCounted = !UNCOUNTED.test(route);
      if (items.length === 0 || (isCounted && seen >= total)) {
        return;
      }
    }
  }

  /** Undefined: too large. */
  private async page(route: GiteaRoute, query: object): Promise<Attempt | undefined> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      parameters.set(name, String(value));
    }
    try {
      return await this.answerTo(`${route}?${parameters.toString()}`, undefined);
    } catch (error) {
      if (isCode(error, 'forge-answer-too-large')) {
        return undefined;
      }
      throw error;
    }
  }

  async ask<T>(route: GiteaRoute, answer: z.ZodType<T>): Promise<T> {
    const { data } = await this.answerTo(route, undefined, this.api);
    return readAnswer(this.host, template(route), data, answer);
  }

  private async answerTo(route: GiteaRoute, body: object | undefined, below = this.base): Promise<Attempt> {
    const [method = '', path = ''] = route.split(/ (.*)/s);
    if (method !== 'GET') {
      this.writes += 1;
    }
    for (let attempt = 1; ; attempt++) {
      const got = await this.attempt(method, below + path, body);
      if (got.status !== undefined && got.status < 300) {
        return got;
      }
      if (attempt >= ATTEMPTS || !(await this.pause(method, got, attempt))) {
        throw this.failure(route, got);
      }
    }
  }

  private async attempt(method: string, url: string, body: object | undefined): Promise<Attempt> {
    const { version } = this.#options;
    const token = (this.#token ??= await tokenText(this.#options.token));
    try {
      const response = await this.#transport.fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `token ${token}`,
          'user-agent': `cdk8s-claims/${version}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const data = parse(await response.text());
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, data, reason: reasonOf(data) ?? response.statusText, headers };
    } catch (error) {
      if (ToolkitError.isToolkitError(error)) {
        throw error;
      }
      return { data: undefined, reason: networkReason(error), headers: {} };
    }
  }

  /** Whether it is worth asking again, after waiting for it. What made something is not sent twice. */
  private async pause(method: string, { status, headers }: Attempt, attempt: number): Promise<boolean> {
    const { longestPause = LONGEST_PAUSE, onPause, wait, signal } = this.#options;
    const sleep = (milliseconds: number): Promise<void> => pause(milliseconds, this.host, signal, wait);
    if (status === 429) {
      const seconds = Math.max(0, Number(headers['retry-after'] ?? 2 ** attempt));
      if (!(seconds <= longestPause)) {
        return false;
      }
      onPause?.(seconds, `${this.host} asks for a pause`);
      await sleep(seconds * 1000);
      return true;
    }
    if (method === 'POST' || (status !== undefined && status < 500)) {
      return false;
    }
    await sleep(250 * 4 ** (attempt - 1));
    return true;
  }

  private failure(route: string, { status, reason, headers }: Attempt): ToolkitError {
    return forgeFailure({
      host: this.host,
      route: template(route),
      repository: this.#options.repository,
      ...(status === undefined ? {} : { status }),
      reason,
      headers,
      secrets: this.#token === undefined ? [] : [this.#token],
    });
  }
}

/** The route for messages, without query. */
function template(route: string): string {
  return route.split('?', 1)[0] ?? '';
}

function parse(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  const { message } = data as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** `fetch failed` says nothing: what was behind it does. */
function networkReason(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.message ?? cause?.code ?? message ?? String(error);
}
