import type { JsonObject } from '../../core/claim-model';
import { slugProblem, webAddressProblem } from '../../core/config/config-rules';
import type { PlanConfig } from '../../core/plan-config';
import type { Snapshot } from '../../core/snapshot';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { catalogFileIn } from '../../harvester/claim-files/catalog-file';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';

/** What the harvester repository says where nobody says otherwise. */
const USUAL_CATALOG: PlanConfig['catalog'] = {
  owner: 'platform-team',
  lifecycle: 'production',
  type: 'crossplane-claim',
  tags: ['crossplane', 'claim'],
};

/** What the tree's own files say about the repository, for the configuration. */
export interface TreeFacts {
  readonly catalog: PlanConfig['catalog'];
  /** Slug in the catalog-info files; undefined where they disagree with the registry or there are none. */
  readonly repository?: string;
  /** Web address of the forge in the source locations; undefined where there are none. */
  readonly webUrl?: string;
}

const SOURCE_LOCATION = /^url:(https?:\/\/.+)$/;
const COMPONENT = /^component:(?:default\/)?([^/]+)$/;

/**
 * Takes owner, lifecycle and dependencies from the claims' catalog-info files: what most of them say becomes the configuration's,
 * the others carry it themselves.
 */
export function readCatalog(
  claims: readonly AdoptedClaim[],
  snapshot: Snapshot,
  registrySlugs: ReadonlySet<string>,
): TreeFacts {
  const components = new Map<AdoptedClaim, Component>();
  for (const claim of claims) {
    const component = claim.file === undefined ? componentOf(claim, snapshot) : undefined;
    if (component !== undefined) components.set(claim, component);
  }
  const all = [...components.values()];
  const catalog = {
    owner: mostFrequent(
      all.map(({ owner }) => owner),
      USUAL_CATALOG.owner,
    ),
    lifecycle: mostFrequent(
      all.map(({ lifecycle }) => lifecycle),
      USUAL_CATALOG.lifecycle,
    ),
    type: mostFrequent(
      all.map(({ type }) => type),
      USUAL_CATALOG.type,
    ),
    tags: mostFrequent(
      all.map(({ tags }) => tags),
      USUAL_CATALOG.tags.join('\n'),
    )
      .split('\n')
      .filter((tag) => tag !== ''),
  };
  const byName = claimsByName(claims);
  for (const [claim, component] of components) {
    if (component.owner !== catalog.owner) claim.owner = component.owner;
    if (component.lifecycle !== catalog.lifecycle) claim.lifecycle = component.lifecycle;
    const wanted = component.dependsOn.flatMap(
      (reference) => byName.get(COMPONENT.exec(reference)?.[1] ?? '') ?? [],
    );
    claim.dependsOn = [...new Set(wanted)].filter((path) => path !== constructPathOf(claim)).sort();
  }
  dropCycles(claims);
  const repository = mostFrequent(
    all.map(({ slug }) => slug),
    [...registrySlugs][0] ?? '',
  );
  const agreed =
    isSetting(repository, slugProblem) && [...registrySlugs].every((slug) => slug === repository);
  const webUrl = mostFrequent(
    all.map((component) => component.webUrl),
    '',
  );
  return { catalog, ...(agreed && { repository }), ...(isSetting(webUrl, webAddressProblem) && { webUrl }) };
}

/** What a configuration refuses is not put into one. */
function isSetting(value: string, rule: (value: string) => string | undefined): boolean {
  return value !== '' && rule(value) === undefined;
}

interface Component {
  readonly owner?: string;
  readonly lifecycle?: string;
  readonly type?: string;
  readonly tags?: string;
  readonly slug?: string;
  readonly webUrl?: string;
  readonly dependsOn: readonly string[];
}

function componentOf(claim: AdoptedClaim, snapshot: Snapshot): Component | undefined {
  const path = catalogFileIn(snapshot.index, claim.path.slice(0, claim.path.lastIndexOf('/')));
  const text = path === undefined ? undefined : snapshot.contents.get(path);
  if (path === undefined || text === undefined) return undefined;
  let value;
  try {
    value = readYamlDocuments(text, path).map((document) => document.value as JsonObject | null)[0];
  } catch {
    // A person's file that cannot be read says nothing about the claim; the plan will report it.
    return undefined;
  }
  if (value?.['kind'] !== 'Component') return undefined;
  const spec = (value['spec'] ?? {}) as JsonObject;
  const metadata = (value['metadata'] ?? {}) as JsonObject;
  const annotations = (metadata['annotations'] ?? {}) as JsonObject;
  const slug = textOf(annotations['github.com/project-slug']);
  return {
    owner: textOf(spec['owner']),
    lifecycle: textOf(spec['lifecycle']),
    type: textOf(spec['type']),
    tags: commonTags(metadata['tags'], claim),
    ...(slug !== undefined && { slug, webUrl: webUrlOf(annotations['backstage.io/source-location'], slug) }),
    dependsOn: Array.isArray(spec['dependsOn']) ? spec['dependsOn'].map(String) : [],
  };
}

/** The part of a source location before the repository. */
function webUrlOf(location: unknown, slug: string): string | undefined {
  const url = typeof location === 'string' ? SOURCE_LOCATION.exec(location)?.[1] : undefined;
  const end = url?.indexOf(`/${slug}/tree/`) ?? -1;
  return end < 0 ? undefined : url?.slice(0, end);
}

/** Tags before those of template and category, one a line; undefined where the list is another. */
function commonTags(tags: unknown, claim: AdoptedClaim): string | undefined {
  if (!Array.isArray(tags) || tags.at(-2) !== claim.template || tags.at(-1) !== claim.category) {
    return undefined;
  }
  return tags.slice(0, -2).join('\n');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The usual value wins a tie, so that one odd file of a small repository does not become the rule. */
function mostFrequent(values: readonly (string | undefined)[], usual: string): string {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = usual;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** A component is known by its name alone: one that two claims share refers to neither. */
function claimsByName(claims: readonly AdoptedClaim[]): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  const shared = new Set<string>();
  for (const claim of claims) {
    if (byName.has(claim.name)) shared.add(claim.name);
    byName.set(claim.name, constructPathOf(claim));
  }
  for (const name of shared) byName.delete(name);
  return byName;
}

/** Constructs that wait for each other cannot be built: a dependency that closes a circle is not declared. */
function dropCycles(claims: readonly AdoptedClaim[]): void {
  const byPath = new Map(claims.map((claim) => [constructPathOf(claim), claim]));
  const state = new Map<AdoptedClaim, 'open' | 'done'>();
  for (const start of claims) {
    if (start.dependsOn.length === 0 || state.has(start)) continue;
    const stack: { claim: AdoptedClaim; next: number }[] = [{ claim: start, next: 0 }];
    state.set(start, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const path = top.claim.dependsOn[top.next];
      if (path === undefined) {
        state.set(top.claim, 'done');
        stack.pop();
        continue;
      }
      const needed = byPath.get(path);
      if (needed === undefined || state.get(needed) === 'open') {
        top.claim.dependsOn = top.claim.dependsOn.filter((other) => other !== path);
        continue;
      }
      top.next += 1;
      if (!state.has(needed)) {
        state.set(needed, 'open');
        stack.push({ claim: needed, next: 0 });
      }
    }
  }
}
