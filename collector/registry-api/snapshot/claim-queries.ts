import { FILTERS, matching, readFilter, SEARCH } from './claim-filter';
import type { Body, ClaimSnapshot } from './claim-snapshot';
import { goQuery } from './go-query';
import { pageToken, readPageToken } from './page-token';

/** What a query has to say otherwise. */
export interface QueryProblem {
  readonly status: 400 | 410;
  readonly problem: string;
}

/** A list that answers a query. */
export interface QueryBody extends Body {
  /** The query for the next page, where there is one. */
  readonly next?: string;
}

/** Most claims of a page. */
const LARGEST_PAGE = 1_000;
const MOST_ANSWERS = 256;
const MOST_BYTES = 32 * 2 ** 20;
/** Longer ones are answered, but not kept. */
const LONGEST_QUERY = 512;
const ASKED: readonly string[] = [...FILTERS, SEARCH, 'pageSize', 'continue'];

/** Answers queries about one snapshot, and keeps the answers that were asked for last. */
export class ClaimQueries {
  private readonly kept = new Map<string, QueryBody>();
  private keptBytes = 0;

  constructor(readonly snapshot: ClaimSnapshot) {}

  /**
   * The list for a query.
   *
   * @param query - what follows the question mark
   */
  answer(query: string): QueryBody | QueryProblem {
    if (query === '') return this.snapshot.list;
    const known = this.kept.get(query);
    if (known !== undefined) {
      this.kept.delete(query);
      this.kept.set(query, known);
      return known;
    }
    const made = this.make(goQuery(query));
    if (!('problem' in made)) this.keep(query, made);
    return made;
  }

  private make(parameters: ReadonlyMap<string, string>): QueryBody | QueryProblem {
    const { snapshot } = this;
    const asked = new Map([...parameters].filter(([name, value]) => value !== '' && ASKED.includes(name)));
    if (asked.size === 0) return snapshot.list;
    const size = asked.get('pageSize');
    const token = asked.get('continue');
    const found = matching(snapshot.items, readFilter(asked));
    if (size === undefined && token === undefined) return snapshot.some(found);
    const most = size === undefined ? LARGEST_PAGE : Number(size);
    if (!/^\d{1,9}$/.test(size ?? '1') || most < 1 || most > LARGEST_PAGE) {
      return { status: 400, problem: `pageSize must be a number from 1 to ${LARGEST_PAGE}` };
    }
    const place = token === undefined ? undefined : readPageToken(token);
    if (token !== undefined && place === undefined)
      return { status: 400, problem: 'continue is not a token of an earlier page' };
    if (place !== undefined && place.tag !== snapshot.list.tag) {
      return { status: 410, problem: 'the registry has changed since, begin again without continue' };
    }
    return this.page(asked, found, { start: place?.start ?? 0, most });
  }

  private page(
    asked: ReadonlyMap<string, string>,
    found: readonly number[],
    { start, most }: { readonly start: number; readonly most: number },
  ): QueryBody {
    const end = start + most;
    const left = Math.max(0, found.length - end);
    const token = pageToken({ tag: this.snapshot.list.tag, start: end });
    const metadata = left === 0 ? {} : { continue: token, remainingItemCount: left };
    const body = this.snapshot.some(found.slice(start, end), `,"metadata":${JSON.stringify(metadata)}`);
    const query = new URLSearchParams([...asked].filter(([name]) => name !== 'continue'));
    query.set('continue', token);
    return left === 0 ? body : { ...body, next: query.toString() };
  }

  private keep(query: string, body: QueryBody): void {
    if (query.length > LONGEST_QUERY || body.size > MOST_BYTES / 4) return;
    this.kept.set(query, body);
    this.keptBytes += body.size;
    for (const [oldest, { size }] of this.kept) {
      if (this.kept.size <= MOST_ANSWERS && this.keptBytes <= MOST_BYTES) break;
      this.kept.delete(oldest);
      this.keptBytes -= size;
    }
  }
}
