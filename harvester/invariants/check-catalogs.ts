import type { JsonObject } from '../../core/claim-model';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { catalogFileIn } from '../claim-files/catalog-file';
import { lineAt } from '../text/splice';
import { registryEntryOf } from './check-claims';
import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';
import { isSameSlug, isSlug, slugOf } from '../tree/repository-view';

const ANNOTATION = 'github.com/project-slug';

/**
 * Catalog entries of claims: that each names the repository that it stands in. Where nobody knows which that is, catalog and registry
 * must at least say the same.
 */
export function checkCatalogs(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const known = slugOf(map.view);
  for (const claim of map.claims.values()) {
    if (claim.flat) continue;
    const path = catalogFileIn(map.view.index, claim.path);
    const text = path === undefined ? undefined : map.view.contents.get(path);
    if (path === undefined || text === undefined) continue;
    const registered = registryEntryOf(map, claim)?.fields.get('repository') ?? '';
    const expected = known ?? (isSlug(registered) ? registered : undefined);
    const said = expected === undefined ? undefined : slugIn(text, path, expected);
    if (said === undefined || expected === undefined || isSameSlug(said, expected)) continue;
    // What is no slug may be an address that holds a token: it is never repeated.
    const what = isSlug(said) ? said : 'no slug owner/name';
    const whose = known === undefined ? 'the registry entry says' : 'the target is';
    problems.push({
      code: 'catalog-repository',
      path,
      line: lineAt(text, Math.max(0, text.indexOf(ANNOTATION))),
      message: `${ANNOTATION} is ${what}, ${whose} ${expected}`,
      repairable: false,
    });
  }
  return problems;
}

/** What the file says; read as YAML only where it does not say what is expected in the usual form. */
function slugIn(text: string, path: string, expected: string): string | undefined {
  if (text.includes(`\n    ${ANNOTATION}: ${expected}\n`)) return expected;
  if (!text.includes(ANNOTATION)) return undefined;
  try {
    const [document] = readYamlDocuments(text, path);
    const metadata = (document?.value as JsonObject | null)?.['metadata'] as JsonObject | undefined;
    const said = (metadata?.['annotations'] as JsonObject | undefined)?.[ANNOTATION];
    return typeof said === 'string' ? said : undefined;
  } catch {
    // A file that cannot be read is a problem of its own.
    return undefined;
  }
}
