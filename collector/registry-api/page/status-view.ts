import { compareText } from '../../../core/text/compare-text';
import type { ClaimItem } from '../snapshot/claim-item';
import { matching, readFilter } from '../snapshot/claim-filter';
import { goQuery } from '../snapshot/go-query';
import { CLAIM_STATES, type ClaimState, stateOf } from './claim-state';

/** A claim of the page. */
export interface ClaimRow {
  readonly item: ClaimItem;
  readonly state: ClaimState;
}

/** How many claims are how. */
export type StateCounts = Readonly<Record<ClaimState, number>>;

/** Claims of a category, or of a cluster. */
export interface CountedGroup {
  readonly name: string;
  readonly counts: StateCounts;
}

/** Claims of a category that stand on a page. */
export interface CategoryGroup extends CountedGroup {
  /** What needs a person first, then by name; {@link counts} are of all that the filter lets through. */
  readonly rows: readonly ClaimRow[];
}

/** What the status page shows. */
export interface StatusView {
  /** Of the whole registry, like {@link clusters}. */
  readonly counts: StateCounts;
  readonly clusters: readonly CountedGroup[];
  readonly groups: readonly CategoryGroup[];
  /** Claims that the filter lets through. */
  readonly found: number;
  readonly page: number;
  readonly pages: number;
  /** What is asked for, as it was given; empty where it was not. */
  readonly asked: Readonly<Record<'q' | 'category' | 'cluster' | 'state', string>>;
  /** What can be asked for. */
  readonly categories: readonly string[];
}

/** Rows of a page, and names in a list to choose from. */
const PAGE = 200;
const MOST_CHOICES = 200;

/** A registry in the order of the page: sorted once, asked often. */
export class StatusIndex {
  private readonly rows: readonly ClaimRow[];
  private readonly items: readonly ClaimItem[];
  private readonly counts: StateCounts;
  private readonly clusters: readonly CountedGroup[];
  private readonly categories: readonly string[];

  constructor(items: readonly ClaimItem[]) {
    this.rows = items.map((item) => ({ item, state: stateOf(item) })).sort(byCategoryAndNeed);
    this.items = this.rows.map(({ item }) => item);
    this.counts = countStates(this.rows);
    const byCluster = grouped(this.rows, ({ item }) => item.cluster ?? '');
    this.clusters = [...byCluster]
      .filter(([name]) => name !== '')
      .map(([name, rows]) => ({ name, counts: countStates(rows) }))
      .sort((one, other) => compareText(one.name, other.name))
      .slice(0, MOST_CHOICES);
    const categories = [...grouped(this.rows, ({ item }) => item.category).keys()];
    this.categories = categories.filter((name) => name !== '').slice(0, MOST_CHOICES);
  }

  /** What to show for a query. */
  view(query: string): StatusView {
    const parameters = goQuery(query);
    const said = (name: string): string => parameters.get(name) ?? '';
    const asked = {
      q: said('q'),
      category: said('category'),
      cluster: said('cluster'),
      state: said('state'),
    };
    const found = matching(this.items, readFilter(parameters))
      .map((index) => this.rows[index] as ClaimRow)
      .filter(({ state }) => !isState(asked.state) || state === asked.state);
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const page = Math.min(pages, Math.max(1, Number(/^\d{1,6}$/.exec(said('page'))?.[0] ?? 1)));
    const { counts, clusters, categories } = this;
    const groups = pageGroups(found, (page - 1) * PAGE);
    return { counts, clusters, categories, groups, found: found.length, page, pages, asked };
  }
}

function pageGroups(found: readonly ClaimRow[], start: number): readonly CategoryGroup[] {
  const all = grouped(found, ({ item }) => item.category);
  const shown = grouped(found.slice(start, start + PAGE), ({ item }) => item.category);
  return [...shown].map(([name, rows]) => ({ name, counts: countStates(all.get(name) ?? rows), rows }));
}

function isState(text: string): text is ClaimState {
  return (CLAIM_STATES as readonly string[]).includes(text);
}

function byCategoryAndNeed(one: ClaimRow, other: ClaimRow): number {
  return (
    compareText(one.item.category, other.item.category) ||
    CLAIM_STATES.indexOf(one.state) - CLAIM_STATES.indexOf(other.state) ||
    compareText(one.item.name, other.item.name)
  );
}

function grouped(
  rows: readonly ClaimRow[],
  key: (row: ClaimRow) => string,
): ReadonlyMap<string, readonly ClaimRow[]> {
  const groups = new Map<string, ClaimRow[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

function countStates(rows: readonly ClaimRow[]): StateCounts {
  const counts = { failing: 0, progressing: 0, unknown: 0, ready: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}
