import { isJsonObject } from '../../../core/json/json-guards';
import type { KubeAnswer, KubeRequest } from './kube-request';

/** Group versions that are remembered, the latest used. */
const MOST_GROUP_VERSIONS = 200;
/** How long they are, in milliseconds. */
const KEPT = 600_000;
const GROUP_VERSION = /^(?:(?<group>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)\/)?(?<version>[a-z0-9-]{1,63})$/;
const PLURAL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Where objects of a kind are read. */
export interface KindPlace {
  /** `/apis/acme.io/v1` or `/api/v1`. */
  readonly base: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
}

/** What became of a question: `none` where there is no such kind. */
export type KindAnswer = KindPlace | 'none' | { readonly failed: KubeAnswer };

interface Known {
  readonly at: number;
  readonly kinds: ReadonlyMap<string, KindPlace>;
}

/** The plural names of kinds, by discovery: one request for each group version, remembered for a while. */
export class KindDirectory {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly request: KubeRequest,
    private readonly now: () => number,
  ) {}

  /** @param spend - called before a request */
  async find(apiVersion: string, kind: string, spend: () => Promise<void>): Promise<KindAnswer> {
    const base = basePath(apiVersion);
    if (base === undefined) return 'none';
    let known = this.known.get(apiVersion);
    if (known === undefined || this.now() - known.at >= KEPT) {
      await spend();
      const answer = await this.request(base);
      if (answer.status !== 200 && answer.status !== 404) return { failed: answer };
      known = { at: this.now(), kinds: answer.status === 404 ? new Map() : kindsIn(base, answer.body) };
    }
    this.known.delete(apiVersion);
    this.known.set(apiVersion, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_GROUP_VERSIONS && oldest !== undefined) this.known.delete(oldest);
    return known.kinds.get(kind) ?? 'none';
  }

  /** What is remembered of a group version is to be asked again, unless that was just done. */
  forget(apiVersion: string): void {
    const known = this.known.get(apiVersion);
    if (known !== undefined && this.now() - known.at >= 60_000) this.known.delete(apiVersion);
  }
}

function basePath(apiVersion: string): string | undefined {
  const { group, version } = GROUP_VERSION.exec(apiVersion)?.groups ?? {};
  if (version === undefined) return undefined;
  return group === undefined ? `/api/${version}` : `/apis/${group}/${version}`;
}

function kindsIn(base: string, body: string): ReadonlyMap<string, KindPlace> {
  const kinds = new Map<string, KindPlace>();
  const list = parsed(body);
  const resources = isJsonObject(list) ? list['resources'] : undefined;
  if (!Array.isArray(resources)) return kinds;
  for (const resource of resources.slice(0, 2_000)) {
    const { name, kind, namespaced } = isJsonObject(resource) ? resource : ({} as Record<string, unknown>);
    // `databases/status` is a part of an object.
    if (typeof name !== 'string' || typeof kind !== 'string' || !PLURAL.test(name) || kinds.has(kind)) {
      continue;
    }
    kinds.set(kind, { base, plural: name, isNamespaced: namespaced === true });
  }
  return kinds;
}

/** JSON of an answer; undefined where it is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
