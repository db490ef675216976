import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';
import { compareText } from '../../core/text/compare-text';
import { registryPath } from '../../harvester/paths';
import type { ClaimState } from '../../report/view/claim-state';
import type { ActionContext } from '../action-context';
import { refuseUnknownFilters, STATUS_FILTERS, type StatusFilters } from '../list/known-filters';
import type { Project } from '../project/load-project';
import { refuseUnknownRoot } from '../target/known-root';
import { openFilesTarget } from '../target/open-any-target';
import { fetchStates } from './fetch-states';
import { nameByRegistry } from './name-by-registry';
import { registryStates } from './registry-states';

/** Which states are wanted, and from whom. */
export interface StatusOptions {
  /** `<category>/<name>` or `<namespace>/<name>`; none: all. */
  readonly claims?: readonly string[];
  readonly filters?: StatusFilters;
  /** Address of a collector or registry API, in place of the registry of the target. */
  readonly from?: string | undefined;
}

/**
 * How claims are, cluster by cluster, sorted by claim and cluster.
 *
 * @throws ToolkitError `target-missing`, `claim-not-found`, `usage-invalid` for a filter that finds nothing whatever is there, and those of
 *   {@link fetchStates}
 */
export async function claimStates(
  context: ActionContext,
  project: Project,
  { claims = [], filters = {}, from }: StatusOptions = {},
): Promise<readonly ClaimState[]> {
  const all =
    from === undefined ? await ofRegistry(context, project) : await ofAddress(context, project, from);
  refuseUnknownFilters(
    filters,
    all.map((state) => ({ ...state })),
    [],
  );
  refuseUnknownNames(claims, all);
  return all
    .filter(
      (state) =>
        claims.length === 0 || claims.some((asked) => namesOf(state).some((name) => isOf(name, asked))),
    )
    .filter((state) =>
      STATUS_FILTERS.every(
        (filter) => filters[filter] === undefined || (state[filter] ?? '') === filters[filter],
      ),
    )
    .sort(
      (one, other) =>
        compareText(one.claim, other.claim) || compareText(one.cluster ?? '', other.cluster ?? ''),
    );
}

async function ofRegistry(context: ActionContext, project: Project): Promise<ClaimState[]> {
  if (project.config.target === undefined) {
    throw new ToolkitError('target-missing', 'neither a target nor the address of a collector is configured');
  }
  return registryOf(context, project);
}

/** The collector knows claims as their cluster does; the registry, where there is one, how people call them. */
async function ofAddress(context: ActionContext, project: Project, from: string): Promise<ClaimState[]> {
  const states = await fetchStates(context, from);
  if (project.config.target === undefined || states.every(({ category }) => category !== undefined)) {
    return states;
  }
  try {
    return nameByRegistry(states, await registryOf(context, project));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.kind === 'interrupted') throw error;
    const message = `claims are named as in their clusters, the registry cannot be read: ${error.message}`;
    context.reporter.report({ type: 'note', message });
    return states;
  }
}

async function registryOf(context: ActionContext, project: Project): Promise<ClaimState[]> {
  const { base, root } = project.config;
  const path = registryPath(root);
  const target = await openFilesTarget(context, project);
  if (target === undefined) return [];
  try {
    const commit = target.kind === 'git' ? await target.repository.fetchBase(base) : undefined;
    const look = (prefixes: readonly string[]) =>
      target.kind === 'git' ? target.repository.snapshot(commit, prefixes) : target.folder.snapshot(prefixes);
    const text = (await (await look([path])).read([path])).get(path);
    if (text !== undefined) return registryStates(text, path);
    if (project.flags.root !== undefined) refuseUnknownRoot(project, (await look([])).index);
    return [];
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}

/** Whether a name was asked for: itself, or all of its category. */
function isOf(name: string, asked: string): boolean {
  return name === asked || name.startsWith(`${asked}/`);
}

/** All that a claim may be called. */
function namesOf({ claim, namespace, name }: ClaimState): string[] {
  return namespace === undefined ? [claim] : [claim, `${namespace}/${name}`];
}

/** Where only the name was given, the whole one. */
function likelyName(claim: string, known: readonly string[]): string | undefined {
  return known.find((name) => name.endsWith(`/${claim}`)) ?? nearestName(claim, known);
}

function refuseUnknownNames(claims: readonly string[], states: readonly ClaimState[]): void {
  const known = [...new Set(states.flatMap(namesOf))];
  const issues = claims
    .filter((claim) => !known.some((name) => isOf(name, claim)))
    .map((claim): Issue => ({
      code: 'claim-not-found',
      message: `nothing is known of a claim '${claim}'${didYouMean(likelyName(claim, known))}`,
      construct: claim,
      hint: '`claims status` shows all that is known.',
    }));
  const [first] = issues;
  if (first === undefined) return;
  const message =
    issues.length === 1 ? first.message : `nothing is known of ${issues.length} of these claims`;
  throw new ToolkitError('claim-not-found', message, { issues });
}
