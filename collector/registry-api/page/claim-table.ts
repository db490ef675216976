import { ageText } from '../../../report/text/age-text';
import { html, type Markup } from './markup';
import type { ClaimRow } from './status-view';

/** Longer reasons are folded. */
const SHORT = 220;
const LONGEST = 4_096;

/** Claims as a table; on a narrow screen each is a card. */
export function claimTable(rows: readonly ClaimRow[], now: number): Markup {
  const hasCluster = rows.some(({ item }) => item.cluster !== undefined);
  return html`<table>
    <thead>
      <tr>
        <th scope="col" class="c-claim">Claim</th>
        <th scope="col" class="c-state">State</th>
        ${hasCluster ? html`<th scope="col" class="c-cluster">Cluster</th>` : undefined}
        <th scope="col" class="c-age">Age</th>
        <th scope="col" class="c-seen">Checked</th>
        <th scope="col" class="c-why">Why</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => claimRow(row, { now, hasCluster }))}
    </tbody>
  </table>`;
}

interface RowContext {
  readonly now: number;
  readonly hasCluster: boolean;
}

function claimRow({ item, state }: ClaimRow, { now, hasCluster }: RowContext): Markup {
  const { name, template, namespace, cluster, status, createdAt, lastCheckedAt, statusMessage, cause } = item;
  const what = [template, namespace === '' ? '' : `in ${namespace}`].filter((text) => text !== '').join(' ');
  const why = [...new Set([cause, statusMessage])].filter((text) => text !== undefined);
  return html`<tr>
    <td class="c-claim">
      <div class="name"><a href="/api/v1/claims/${encodeURIComponent(name)}">${name}</a></div>
      <div class="soft">${what}</div>
    </td>
    <td class="c-state"><span class="pill ${state}">${status === '' ? state : status}</span></td>
    ${hasCluster ? cell('c-cluster', undefined, cluster) : undefined}
    ${cell('c-age', 'age', age(createdAt, now, ''))}
    ${cell('c-seen', 'checked', age(lastCheckedAt, now, ' ago'))}
    ${cell('c-why', undefined, why.length === 0 ? undefined : reasons(why, state))}
  </tr>`;
}

function cell(column: string, label: string | undefined, content: Markup | string | undefined): Markup {
  if (content === undefined) return html`<td class="${column} none"></td>`;
  return html`<td class="${column}" ${label === undefined ? undefined : html`data-label="${label}"`}>
    ${content}
  </td>`;
}

/** Times that are none are shown as they are. */
function age(time: string | undefined, now: number, behind: string): Markup | string | undefined {
  if (time === undefined || time === '') return undefined;
  const since = Date.parse(time);
  if (Number.isNaN(since)) return time.slice(0, 40);
  return html`<time datetime="${time}" title="${time}">${ageText(Math.max(0, now - since))}${behind}</time>`;
}

function reasons(texts: readonly string[], state: string): Markup {
  return html`<div class="why ${state}">${texts.map((text) => reason(text))}</div>`;
}

function reason(text: string): Markup {
  if (text.length <= SHORT) return html`<div>${text}</div>`;
  const head = headOf(text, SHORT);
  return html`<details>
    <summary>${head} …</summary>
    … ${headOf(text.slice(head.length), LONGEST)}
  </details>`;
}

/** No character is cut in two. */
function headOf(text: string, most: number): string {
  const isPair = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isPair ? most - 1 : most);
}
