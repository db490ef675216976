import type { Artifacts } from '../core/plan-config';
import type { SnapshotIndex } from '../core/snapshot';
import { fileName } from './claim-files/role-of-file';
import { belowRoot, LOCATIONS_PATH, registryPath, ROOT_CATALOG_INFO_PATH } from './paths';

const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;
const CATALOG_INFO = /^catalog-info\.ya?ml$/;
const YAML_FILE = /\.ya?ml$/;

/**
 * What is written beside claims in a target. What nobody says the target decides: it has it already, or it has no claims yet and gets all.
 * A claim is taken for any YAML file in a folder below the root that is nothing of the above.
 *
 * @param root - folder of the claims
 * @param said - what the configuration says
 */
export function artifactsOf(
  { entries }: SnapshotIndex,
  root: string,
  said: Readonly<Partial<Artifacts>> = {},
): Artifacts {
  const has: { -readonly [Artifact in keyof Artifacts]: boolean } = {
    registry: said.registry ?? entries.has(registryPath(root)),
    // A repository with Backstage's own files has the catalog, though no claim may be in it yet.
    catalog: said.catalog ?? (entries.has(LOCATIONS_PATH) || entries.has(ROOT_CATALOG_INFO_PATH)),
    locations: said.locations ?? entries.has(LOCATIONS_PATH),
    kustomizations: said.kustomizations ?? false,
  };
  let hasClaims = false;
  for (const path of entries.keys()) {
    // What is not known yet is looked for; nearly every target has all of it in its first folder.
    const isKnown =
      (has.catalog || said.catalog === false) && (has.kustomizations || said.kustomizations === false);
    if (isKnown && (hasClaims || (has.registry && has.locations))) break;
    const below = belowRoot(root, path);
    if (below?.includes('/') !== true || below.startsWith('.')) continue;
    const file = fileName(below);
    if (KUSTOMIZATION.test(file)) has.kustomizations = said.kustomizations ?? true;
    else if (CATALOG_INFO.test(file)) has.catalog = said.catalog ?? true;
    else if (YAML_FILE.test(file)) hasClaims = true;
  }
  return {
    registry: said.registry ?? (has.registry || !hasClaims),
    catalog: said.catalog ?? (has.catalog || !hasClaims),
    locations: said.locations ?? (has.locations || !hasClaims),
    kustomizations: said.kustomizations ?? (has.kustomizations || !hasClaims),
  };
}
