import { ROOT_CATALOG_INFO_PATH } from '../layout/paths';
import type { PlanReader } from './plan-reader';

/** The slug that the target's own Backstage entity names, for targets whose address does not tell it. */
export function repositorySlug(reader: PlanReader): string | undefined {
  const value = reader.value(ROOT_CATALOG_INFO_PATH) as
    { metadata?: { annotations?: Record<string, unknown> } } | null | undefined;
  const slug = value?.metadata?.annotations?.['github.com/project-slug'];
  return typeof slug === 'string' && /^[\w.-]+(\/[\w.-]+)+$/.test(slug) ? slug : undefined;
}
