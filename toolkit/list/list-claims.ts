import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ModelsDocument } from '../../core/models-document';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { authoredFile, belowRoot, claimPaths, registeredPath, registryPath } from '../../harvester/paths';
import { scanRegistry, type ScannedEntry } from '../../harvester/registry/scan-registry';
import { checkModels } from '../../synth/plan/check-models';
import type { ActionContext } from '../action-context';
import { modelsOf, type ModelsSource } from '../models-source';
import type { Project } from '../project/load-project';
import { refuseUnknownRoot } from '../target/known-root';
import { openFilesTarget } from '../target/open-any-target';
import { FILTERS, refuseUnknownFilters, type ClaimFilters } from './known-filters';

/** One claim as listed: fields of the registry, or what the program says. */
export interface ListedClaim {
  readonly name: string;
  readonly template: string;
  readonly category: string;
  readonly namespace?: string;
  readonly status?: string;
  readonly createdBy?: string;
  readonly source?: string;
  readonly [field: string]: unknown;
}

/** All claims that there are, and categories beside theirs. */
interface Listed {
  readonly claims: readonly ListedClaim[];
  readonly categories: readonly string[];
}

/** What is listed. */
export interface ListOptions {
  /** Lists what a program declares in place of the registry. */
  readonly models?: ModelsSource;
  readonly filters?: ClaimFilters;
}

/**
 * The claims of the target's registry, or of a program.
 *
 * @throws ToolkitError `target-missing`, `usage-invalid` for a filter or root that finds nothing whatever is there
 */
export async function listClaims(
  context: ActionContext,
  project: Project,
  { models, filters = {} }: ListOptions = {},
): Promise<readonly ListedClaim[]> {
  const all =
    models === undefined
      ? await registryClaims(context, project, filters.category)
      : programClaims(await modelsOf(models), project);
  refuseUnknownFilters(filters, all.claims, all.categories);
  return all.claims.filter((claim) =>
    FILTERS.every((filter) => filters[filter] === undefined || (claim[filter] ?? '') === filters[filter]),
  );
}

async function registryClaims(
  context: ActionContext,
  project: Project,
  category: string | undefined,
): Promise<Listed> {
  const { base, root } = project.config;
  const path = registryPath(root);
  const target = await openFilesTarget(context, project);
  if (target === undefined) {
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be listed');
  }
  try {
    const commit = target.kind === 'git' ? await target.repository.fetchBase(base) : undefined;
    const look = (...prefixes: string[]): Promise<SnapshotReader> =>
      target.kind === 'git' ? target.repository.snapshot(commit, prefixes) : target.folder.snapshot(prefixes);
    const registry = (await (await look(path)).read([path])).get(path);
    if (registry === undefined && project.flags.root !== undefined) {
      refuseUnknownRoot(project, (await look()).index);
    }
    const claims = registry === undefined ? [] : scanRegistry(registry, path).entries.map(listedEntry);
    const isListed = category === undefined || claims.some((claim) => claim.category === category);
    return { claims, categories: isListed ? [] : categoriesIn(await look(root), root) };
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}

/** A category need not have a claim in the registry. */
function categoriesIn({ index }: SnapshotReader, root: string): string[] {
  const categories = new Set<string>();
  for (const path of index.entries.keys()) {
    const [...folders] = belowRoot(root, path)?.split('/').slice(0, -1) ?? [];
    if (folders[0]?.startsWith('.') !== false) continue;
    // A category may have several folders: each of them may be one.
    for (let end = 1; end <= folders.length; end++) categories.add(folders.slice(0, end).join('/'));
  }
  return [...categories];
}

function listedEntry(entry: ScannedEntry): ListedClaim {
  const { name = '', template = '', category = '', ...rest } = Object.fromEntries(entry.fields);
  return { name, template, category, ...rest };
}

function programClaims(models: ModelsDocument, { config: { root } }: Project): Listed {
  checkModels(models, []);
  const claims = models.claims.map((model) => {
    const { name, template, category, object, cluster, source } = model;
    const { namespace } = object.metadata;
    return {
      name,
      template,
      category,
      ...(namespace === undefined ? {} : { namespace }),
      ...(cluster === undefined ? {} : { cluster }),
      apiVersion: object.apiVersion,
      kind: object.kind,
      path: registeredPath(claimPaths(root, model, authoredFile(root, model))),
      declaredAt: source,
    };
  });
  return { claims, categories: models.categories.map(({ name }) => name) };
}
