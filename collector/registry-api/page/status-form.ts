import { html, type Markup } from './markup';
import type { StatusView } from './status-view';

/** What can be asked for, as a form that is sent as a query. */
export function statusForm({ asked, categories, clusters }: StatusView): Markup {
  const isFiltered = Object.values(asked).some((value) => value !== '');
  const names = clusters.map(({ name }) => name);
  return html`<form action="/status" method="get" role="search">
    <label class="wide"
      >Search <input type="search" name="q" value="${asked.q}" placeholder="Name, namespace, message …"
    /></label>
    ${categories.length > 1 ? choice('category', 'Category', categories, asked.category) : undefined}
    ${names.length > 1 ? choice('cluster', 'Cluster', names, asked.cluster) : undefined}
    ${asked.state === '' ? undefined : html`<input type="hidden" name="state" value="${asked.state}" />`}
    <button type="submit">Filter</button>
    ${isFiltered ? html`<a class="clear" href="/status">Clear</a>` : undefined}
  </form>`;
}

function choice(name: string, title: string, values: readonly string[], asked: string): Markup {
  const known = asked === '' || values.includes(asked) ? values : [asked, ...values];
  return html`<label
    >${title}
    <select name="${name}">
      <option value="">All</option>
      ${known.map(
        (value) => html`<option value="${value}" ${value === asked ? SELECTED : undefined}>${value}</option>`,
      )}
    </select></label
  >`;
}

const SELECTED = html`selected`;
