import type { ClaimItem } from './claim-item';

/** Parameters that are compared with a field: the original's four, and ours. */
export const FILTERS = [
  'category',
  'template',
  'status',
  'source',
  'namespace',
  'cluster',
  'createdBy',
] as const;

/** Parameter that is looked for in the text of a claim. */
export const SEARCH = 'q';

/** Where it is looked for. */
const SEARCHED = [
  'name',
  'template',
  'category',
  'namespace',
  'cluster',
  'status',
  'statusMessage',
  'cause',
] as const;

/** What a query asks for: fields with the values that they must have, and a text. Nothing that is empty. */
export interface ClaimFilter {
  readonly fields: readonly (readonly [(typeof FILTERS)[number], string])[];
  /** Lower case; empty: none. */
  readonly search: string;
}

/** The filter in the parameters of a query; an empty value is none, as in the original. */
export function readFilter(parameters: ReadonlyMap<string, string>): ClaimFilter {
  const fields = FILTERS.flatMap((field) => {
    const value = parameters.get(field) ?? '';
    return value === '' ? [] : [[field, value] as const];
  });
  return { fields, search: (parameters.get(SEARCH) ?? '').toLowerCase() };
}

/** Places of the claims that a filter lets through. */
export function matching(items: readonly ClaimItem[], { fields, search }: ClaimFilter): number[] {
  const found: number[] = [];
  for (const [index, item] of items.entries()) {
    if (!fields.every(([field, value]) => item[field] === value)) continue;
    if (search === '' || holds(item, search)) found.push(index);
  }
  return found;
}

/** Whether a text stands in one of the fields that people look at, in whatever case. */
function holds(item: ClaimItem, search: string): boolean {
  return SEARCHED.some((field) => item[field]?.toLowerCase().includes(search) === true);
}
