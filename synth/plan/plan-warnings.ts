import type { Issue } from '../../core/issue';
import { isSameSlug } from '../../harvester/tree/repository-view';
import type { UncountedLine } from './own-lines';
import type { PlanRound } from './plan-round';

/** `kustomize build` is superlinear: 0.16 s at 1,000 claims in one kustomization, 5 s at 2,000, 34 s at 5,000. */
const SLOW_CATEGORY = 1000;

/** What a person should know although nothing is wrong. */
export function planWarnings(round: PlanRound, uncounted: readonly UncountedLine[]): Issue[] {
  return [
    ...round.ownership.warnings,
    ...uncountedLines(round, uncounted),
    ...round.ruleWarnings,
    ...slowCategories(round),
    ...sharedCatalogNames(round),
    ...leftOutArtifacts(round),
    ...unknownRepository(round),
    ...otherRepository(round),
    ...round.reader.unreadable.values(),
  ];
}

/** Lines that a ledger should not have: nothing follows from them, and they go with the next change of the ledger. */
function uncountedLines(
  { ownership, context: { scope } }: PlanRound,
  byContent: readonly UncountedLine[],
): Issue[] {
  return [...ownership.uncounted, ...byContent]
    .filter(({ line }) => scope?.has(line.construct) ?? true)
    .map(({ line, why }) => ({
      code: 'ledger-line-uncounted',
      severity: 'warning',
      message: `${ownership.ledgerOf(line.category)}:${line.number}: ${why}; the line is ignored, the file stays as it is`,
      value: line.path,
      hint: 'Nothing has to be done: the next change removes the line. Find out who wrote it.',
    }));
}

function slowCategories({ claims }: PlanRound): Issue[] {
  const sizes = new Map<string, number>();
  for (const { model } of claims) sizes.set(model.category, (sizes.get(model.category) ?? 0) + 1);
  return [...sizes]
    .filter(([, size]) => size > SLOW_CATEGORY)
    .map(([category, size]) => ({
      code: 'category-large',
      severity: 'warning',
      message: `category '${category}' holds ${size} claims; its kustomization will be slow to build`,
      hint: `Split it into categories of at most ${SLOW_CATEGORY} claims, each with its own Flux Kustomization.`,
    }));
}

/** Backstage knows components by name alone: the same claim name in two categories is one entity to it. */
function sharedCatalogNames({ claims, artifacts }: PlanRound): Issue[] {
  if (!artifacts.catalog) return [];
  const first = new Map<string, string>();
  const issues: Issue[] = [];
  for (const { model, paths } of claims) {
    if (paths.flat) continue;
    const other = first.get(model.name);
    if (other === undefined) {
      first.set(model.name, model.constructPath);
      continue;
    }
    issues.push({
      code: 'catalog-name-shared',
      severity: 'warning',
      message: `'${model.constructPath}' and '${other}' have the same component name '${model.name}' in Backstage`,
      construct: model.constructPath,
      source: model.source,
      hint: `Give one of them another folder name; \`metadata: { name: '${model.object.metadata.name}' }\` keeps its name in the cluster.`,
    });
  }
  return issues;
}

/** A new claim that goes where others stand in files gets nothing beside it. */
function leftOutArtifacts({ claims, artifacts, reader }: PlanRound): Issue[] {
  const left = [
    ...(artifacts.kustomizations ? ['kustomization.yaml'] : []),
    ...(artifacts.catalog ? ['catalog-info.yaml'] : []),
  ];
  if (left.length === 0) return [];
  return claims
    .filter(
      ({ model, paths }) => paths.flat && model.file === undefined && reader.entry(paths.claim) === undefined,
    )
    .map(({ model, paths }) => ({
      code: 'artifact-left-out',
      severity: 'warning',
      message: `${paths.claim} gets no ${left.join(' and no ')}: the claims of '${model.category}' are single files`,
      construct: model.constructPath,
      ...(model.source && { source: model.source }),
      value: paths.claim,
      hint: '`file` names another place; `gitops.artifacts.kustomizations: true` gives a folder without a kustomization one.',
    }));
}

function unknownRepository({ knownRepository, repository, claims, snapshot }: PlanRound): Issue[] {
  if (knownRepository !== undefined || claims.length === 0 || snapshot.hasNoTarget === true) return [];
  return [
    {
      code: 'repository-unknown',
      severity: 'warning',
      message: `the slug of the target repository is not known; '${repository}' is written instead`,
      hint: 'Set `gitops.repository: owner/name` in cdk8s.yaml.',
    },
  ];
}

function otherRepository({ snapshot, context, claims }: PlanRound): Issue[] {
  const { repository } = context.config;
  const own = snapshot.repository;
  if (repository === undefined || own === undefined || claims.length === 0 || isSameSlug(repository, own)) {
    return [];
  }
  return [
    {
      code: 'repository-mismatch',
      severity: 'warning',
      message: `gitops.repository is '${repository}', but the target's own address says '${own}'; '${repository}' is written`,
      hint: `Leave gitops.repository out, or write '${own}', unless the target is a copy of '${repository}'.`,
    },
  ];
}
