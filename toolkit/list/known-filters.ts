import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';

/** Fields that a list is narrowed down by. */
export const FILTERS = ['category', 'template', 'status', 'source'] as const;

/** The values that are wanted; a field that is absent may have any. */
export type ClaimFilters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

/** Fields that states are narrowed down by. */
export const STATUS_FILTERS = [...FILTERS, 'cluster'] as const;

/** The values that are wanted of states. */
export type StatusFilters = Readonly<Partial<Record<(typeof STATUS_FILTERS)[number], string | undefined>>>;

/** Values that the harvester layout and the tools around it write; a registry may have others. */
const USUAL: Readonly<Partial<Record<(typeof STATUS_FILTERS)[number], readonly string[]>>> = {
  status: [
    'active',
    'inactive',
    'applied',
    'creating',
    'pending',
    'healthy',
    'error',
    'unknown',
    'deleting',
    'deleted',
  ],
  source: ['synth', 'cli', 'backstage', 'ci'],
};

/** What a field usually holds. */
export function usualValues(filter: (typeof FILTERS)[number]): readonly string[] {
  return USUAL[filter] ?? [];
}

/** How many known values a message lists. */
const LISTED = 8;

/**
 * Refuses values of filters that nothing listed has and that are not among the usual ones: they would find nothing, whatever is there. Where
 * nothing is listed at all, any category and template may be right.
 *
 * @param listed - all that there is, before it is filtered
 * @param categories - categories beside those of what is listed
 * @throws ToolkitError `usage-invalid` with the nearest known value
 */
export function refuseUnknownFilters(
  filters: StatusFilters,
  listed: readonly Readonly<Record<string, unknown>>[],
  categories: Iterable<string>,
): void {
  const issues: Issue[] = [];
  for (const filter of STATUS_FILTERS) {
    const wanted = filters[filter] ?? '';
    if (wanted === '') continue;
    const known = new Set<string>(USUAL[filter]);
    if (filter === 'category') for (const category of categories) known.add(category);
    for (const claim of listed) {
      const value = claim[filter];
      if (typeof value === 'string' && value !== '') known.add(value);
    }
    if (known.has(wanted) || known.size === 0) continue;
    const near = nearestName(wanted, known);
    const names = [...known].sort();
    const more = names.length > LISTED ? ', …' : '';
    issues.push({
      code: 'usage-invalid',
      message: `--${filter}: unknown ${filter} '${wanted}'${didYouMean(near)}`,
      hint: `known: ${names.slice(0, LISTED).join(', ')}${more}`,
    });
  }
  const [first] = issues;
  if (first === undefined) return;
  const message = issues.length === 1 ? first.message : `${issues.length} filters are unknown`;
  throw new ToolkitError('usage-invalid', message, { issues });
}
