import { countOf } from '../../../core/text/count-of';
import { timestamp } from '../../../core/time/timestamp';
import { ageText } from '../../../report/text/age-text';
import type { SyncFailure } from '../sync/sync-state';
import { CLAIM_STATES, type ClaimState } from './claim-state';
import { claimTable } from './claim-table';
import { html, type Markup } from './markup';
import { pageFrame } from './page-frame';
import { stateBar } from './state-bar';
import { statusAddress } from './status-address';
import { statusForm } from './status-form';
import type { CategoryGroup, StateCounts, StatusView } from './status-view';

/** What stands around the claims. */
export interface StatusFrame {
  readonly source: string;
  /** Milliseconds since 1970, as the next one. */
  readonly syncedAt: number;
  readonly now: number;
  readonly failure: SyncFailure | undefined;
  readonly version: string;
}

const TITLES: Readonly<Record<ClaimState, string>> = {
  failing: 'Failing',
  progressing: 'In progress',
  unknown: 'Unknown',
  ready: 'Ready',
};

/** The status page: claims by category, what needs a person first. Works without scripts. */
export function statusPage(view: StatusView, frame: StatusFrame): string {
  const { counts, clusters, groups, asked } = view;
  const total = totalOf(counts);
  const failing = counts.failing > 0 ? `${counts.failing} failing · ` : '';
  const content = html`<h1>Status of claims</h1>
    <p class="sub">${frame.source} · ${readTime(frame)}</p>
    ${frame.failure && staleNote(frame, frame.failure)}
    <ul class="tiles">
      ${tile(view, undefined, total)} ${CLAIM_STATES.map((state) => tile(view, state, counts[state]))}
    </ul>
    ${
      clusters.length > 1
        ? html`<ul class="clusters" aria-label="Clusters">
            ${clusters.map(
              ({ name, counts: own }) =>
                html`<li>
                  <a
                    href="${statusAddress(asked, { cluster: asked.cluster === name ? '' : name })}"
                    ${asked.cluster === name ? CURRENT : undefined}
                    >${name} ${stateBar(own, 54)} <span class="soft">${totalOf(own)}</span></a
                  >
                </li>`,
            )}
          </ul>`
        : undefined
    }
    ${statusForm(view)} ${groups.length === 0 ? nothing(total) : groups.map((group) => section(group, frame))}
    ${pager(view)}`;
  return pageFrame(`${failing}${countOf(total, 'claim')}`, content, frame.version);
}

const CURRENT = html`aria-current="true"`;

function readTime({ syncedAt, now }: StatusFrame): Markup {
  const time = timestamp(new Date(syncedAt));
  return html`read
    <time datetime="${time}" title="${time}">${ageText(Math.max(0, now - syncedAt))} ago</time>`;
}

function staleNote({ now }: StatusFrame, { since, message }: SyncFailure): Markup {
  return html`<div class="note" role="status">
    <strong>The registry could not be read for ${ageText(Math.max(0, now - since))}</strong>
    This is the last one that could. ${message}
  </div>`;
}

function tile({ asked }: StatusView, state: ClaimState | undefined, count: number): Markup {
  const isCurrent = asked.state === (state ?? '');
  return html`<li>
    <a class="tile" href="${statusAddress(asked, { state: state ?? '' })}" ${isCurrent ? CURRENT : undefined}
      ><b>${count}</b
      ><span
        ><i class="dot ${state ?? 'all'}"></i>${state === undefined ? 'All claims' : TITLES[state]}</span
      ></a
    >
  </li>`;
}

function section({ name, counts, rows }: CategoryGroup, { now }: StatusFrame): Markup {
  const total = totalOf(counts);
  return html`<section class="claims">
    <div class="head">
      <h2>${name === '' ? 'No category' : name}</h2>
      <span class="count">${total === 1 ? '1 claim' : `${total} claims`}</span>
      ${stateBar(counts, 120)}
    </div>
    ${claimTable(rows, now)}
  </section>`;
}

function nothing(total: number): Markup {
  return total === 0
    ? html`<section class="empty"><b>No claims yet</b>The registry holds none.</section>`
    : html`<section class="empty">
        <b>Nothing found</b><a href="/status">Show all ${total} claims</a>
      </section>`;
}

function pager({ asked, page, pages }: StatusView): Markup | undefined {
  if (pages === 1) return undefined;
  return html`<nav class="pages" aria-label="Pages of claims">
    ${page > 1 ? html`<a rel="prev" href="${statusAddress(asked, {}, page - 1)}">← Previous</a>` : undefined}
    <span class="soft">Page ${page} of ${pages}</span>
    ${page < pages ? html`<a rel="next" href="${statusAddress(asked, {}, page + 1)}">Next →</a>` : undefined}
  </nav>`;
}

function totalOf(counts: StateCounts): number {
  return CLAIM_STATES.reduce((sum, state) => sum + counts[state], 0);
}
