import type { StatusView } from './status-view';

/** Address of the status page with a filter, some of it changed. */
export function statusAddress(
  asked: StatusView['asked'],
  changed: Partial<StatusView['asked']>,
  page = 1,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, ...changed })) {
    if (value !== '') query.set(name, value);
  }
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text === '' ? '/status' : `/status?${text}`;
}
