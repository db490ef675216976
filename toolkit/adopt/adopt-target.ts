import { basename } from 'node:path';
import { targetProblem } from '../../core/config/config-rules';
import { withoutCredentials } from '../../core/config/target-url';
import { claimFolderProblem, nearestClaimName } from '../../core/claim-name';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { Issue } from '../../core/issue';
import type { Plan } from '../../core/plan';
import { inStep } from '../../core/ports/in-step';
import type { Snapshot } from '../../core/snapshot';
import { countOf } from '../../core/text/count-of';
import { parseTargetLocation, type TargetLocation } from '../../gitops/git/target-location';
import type { TargetReader } from '../../gitops/git/target-repository';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { adoptRepository, type Adoption } from '../../synth/adopt/adopt-repository';
import type { UnreadEntries } from '../../synth/adopt/entries-without-text';
import { adoptedPaths } from '../../synth/adopt/adopted-paths';
import { readingWarningsOf } from '../../harvester/reading-warnings';
import { createPlanner } from '../../synth/plan/planner';
import { parseKindText, type KindName } from '../../harvester/claim-kinds/kind-name';
import { belowRoot } from '../../harvester/paths';
import { mergeKinds } from '../import/merge-kinds';
import { OWN_KINDS, type KnownKind } from '../../synth/adopt/known-kinds';
import { definitionName } from '../../schema/documents/custom-kind';
import {
  IMPORTS,
  knownKinds,
  typesOfSource,
  typesOfTree,
  type AdoptedTypes,
  type TreePlace,
} from './adopted-types';
import { importedKinds } from '../project/imported-kinds';
import { readDefinitions } from '../../harvester/tree/read-definitions';
import type { ActionContext } from '../action-context';
import { refuseUnknownRoot } from '../target/known-root';
import type { Project } from '../project/load-project';
import { openAnyTarget, type AnyTarget } from '../target/open-any-target';
import { planContext } from '../plan/plan-options';
import { planInRounds } from '../plan/plan-in-rounds';

export { LEFT_OUT_CAUSES } from '../../synth/adopt/left-out';

/** An existing repository as a program, with what its first change request would do. */
export interface AdoptedTarget extends Adoption {
  /** Name of the project. */
  readonly project: string;
  /** For `gitops.target`: an absolute path, or the URL without credentials. */
  readonly target: string;
  readonly base: string;
  readonly root: string;
  /** What the program's types are imported from, as `claims import` takes it. */
  readonly typeSources: readonly string[];
  /** Undefined when the claims cannot be planned; the problem has been reported. */
  readonly plan?: Plan;
}

/** What is adopted, and how. */
export interface AdoptOptions {
  readonly repository: string;
  /** One file per claim in place of one per category. */
  readonly split?: boolean;
  /** Adopts claims that nothing applies and no registry names, too. */
  readonly includeOrphans?: boolean;
  /** Kinds that are claims, as `Kind.group`, whatever the tree says. */
  readonly kinds?: readonly string[];
  /** Where XRDs and CRDs of the claims are, where the tree does not have them. */
  readonly types?: readonly string[];
}

/**
 * Reads a repository and turns its claims into a program.
 *
 * @param loaded - settings for reading: base and root, and the name of the new project where somebody named one
 * @throws ToolkitError those of git-errors, and `registry-unreadable`, `ledger-unreadable`, `target-file-unreadable`
 */
export async function adoptTarget(
  context: ActionContext,
  loaded: Project,
  { repository, split = false, includeOrphans = false, kinds = [], types = [] }: AdoptOptions,
): Promise<AdoptedTarget> {
  assertNoSecretIn(repository);
  const named = kinds.map(kindNamed);
  const project = { ...loaded, config: { ...loaded.config, target: repository }, targetFolder: context.cwd };
  const { root } = project.config;
  const opened = await openAnyTarget(context, project);
  if (opened === undefined) throw new ToolkitError('target-missing', 'no repository is given');
  try {
    const location = parseTargetLocation(repository, context.cwd);
    const reading = { step: 'read the target', detail: repository };
    const { reader, base, name, snapshot, entries } = await inStep(context.reporter, reading, async () => {
      const found = await readerOf(project, opened);
      const free = project.flags.project ?? freeProjectName(location.path, found.reader, root);
      return { ...found, name: free, ...(await readEverything(found.reader, root)) };
    });
    const given = await planContext(context, project);
    const claimKinds = { named, imported: await importedKinds(loaded) };
    const defined = [
      ...(await Promise.all(types.map((source) => typesOfSource(context, source)))),
      typesOfTree(snapshot.contents, placeOf(location, base)),
    ];
    const kinds = withOwnKinds(knownKinds(mergeKinds(defined.flatMap(({ kinds: each }) => each)).kinds));
    const adopting = {
      step: 'adopt',
      detail: countOf(snapshot.contents.size, 'file'),
      done: ({ models }: Adoption) => countOf(models.claims.length, 'claim'),
    };
    const adoption = await inStep(context.reporter, adopting, () =>
      adoptRepository(snapshot, {
        rules: given.rules,
        root,
        project: name,
        split,
        includeOrphans,
        claimKinds,
        entries,
        kinds,
      }),
    );
    refuseUnknownKinds(adoption.unknownKinds);
    for (const issue of readingWarningsOf(snapshot.contents, root)) {
      context.reporter.report({ type: 'warning', issue });
    }
    const { repository: slug, webUrl, catalog, artifacts } = adoption;
    const config = {
      ...given.config,
      ...(slug !== undefined && { repository: slug }),
      ...(webUrl !== undefined && { webUrl }),
      project: name,
      base,
      catalog,
      artifacts,
    };
    const plan = await firstPlan(context, reader, () => createPlanner(adoption.models, { ...given, config }));
    return {
      ...adoption,
      typeSources: sourcesOf(adoption, defined),
      project: name,
      target: location.kind === 'local' ? location.path : location.url,
      base,
      root,
      ...(plan !== undefined && { plan }),
    };
  } finally {
    if (opened.kind === 'git') await opened.repository.close();
  }
}

/**
 * What is adopted becomes `gitops.target` of a file that is committed, and an argument is seen by others on this machine.
 *
 * @throws ToolkitError `usage-invalid`
 */
export function assertNoSecretIn(target: string): void {
  const problem = targetProblem(target);
  if (problem !== undefined) {
    throw new ToolkitError('usage-invalid', `the repository '${withoutCredentials(target)}' ${problem}`);
  }
}

/** The kinds of this package give way to those of the platform. */
function withOwnKinds(kinds: readonly KnownKind[]): KnownKind[] {
  const names = new Set(kinds.map(({ className }) => className));
  return [...kinds, ...OWN_KINDS.filter(({ className }) => !names.has(className))];
}

/** Where the files of the repository can be read again. */
function placeOf(location: TargetLocation, base: string): TreePlace {
  if (location.kind === 'local') return { folder: location.path };
  const github = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(location.url)?.[1];
  return github === undefined ? undefined : { github, ref: base };
}

/** Sources of the kinds that the program has classes of. */
function sourcesOf({ models, files }: Adoption, defined: readonly AdoptedTypes[]): string[] {
  if (!files.some(({ text }) => text.includes(`${IMPORTS}/`))) return [];
  const used = new Set<string>();
  for (const { object } of models.claims) used.add(`${object.kind}.${object.apiVersion.split('/')[0] ?? ''}`);
  const sources = defined.flatMap(({ kinds, sources: of }) =>
    kinds
      .filter(({ kind, group }) => used.has(`${kind}.${group}`))
      .flatMap((kind) => of.get(definitionName(kind)) ?? []),
  );
  return [...new Set(sources)];
}

async function readerOf(
  project: Project,
  target: AnyTarget,
): Promise<{ reader: SnapshotReader; base: string }> {
  const { base: branch } = project.flags;
  // All of the tree: a definition of a kind may stand anywhere, and a root that somebody named has to be there.
  if (target.kind === 'folder') {
    const reader = await target.folder.snapshot();
    refuseUnknownRoot(project, reader.index);
    return { reader, base: branch ?? 'main' };
  }
  const base =
    branch ?? (await target.repository.defaultBranch()) ?? (await onlyBranch(target.repository)) ?? 'main';
  const commit = await target.repository.fetchBase(base);
  const reader = await target.repository.snapshot(commit);
  refuseUnknownRoot(project, reader.index);
  return { reader, base };
}

/** A work tree may have no branch checked out; with one branch there is no question which is meant. */
async function onlyBranch(repository: TargetReader): Promise<string | undefined> {
  const prefix = 'refs/heads/';
  const [ref, ...others] = [...(await repository.listRefs(prefix)).keys()];
  return others.length === 0 ? ref?.slice(prefix.length) : undefined;
}

/** All YAML of the tree, and what defines kinds elsewhere; what cannot be read does not end the run. */
async function readEverything(
  reader: SnapshotReader,
  root: string,
): Promise<{ snapshot: Snapshot; entries: UnreadEntries }> {
  const { index } = reader;
  const paths = adoptedPaths(index, root);
  const { texts, unread, elsewhere } = await reader.readTexts(paths);
  const definitions = await readDefinitions(reader, new Set(paths));
  const links = await reader.readLinks(
    [...index.entries.keys()].filter((path) => belowRoot(root, path) !== undefined),
  );
  return {
    snapshot: { index, contents: new Map([...definitions, ...texts]) },
    entries: { unread, elsewhere, links },
  };
}

/**
 * A kind that no object has would adopt nothing, whatever is there.
 *
 * @throws ToolkitError `usage-invalid` with the nearest kind
 */
function refuseUnknownKinds(unknown: Adoption['unknownKinds']): void {
  const issues = unknown.map(({ kind, known }): Issue => {
    const named = [...known].find((each) => each.toLowerCase().startsWith(`${kind.toLowerCase()}.`));
    return {
      code: 'usage-invalid',
      message: `--kinds: no object of the repository is of kind '${kind}'${didYouMean(named ?? nearestName(kind, known))}`,
      hint: 'write it as Kind.group; `claims adopt --verbose` without it lists the kinds that are there',
    };
  });
  const [first] = issues;
  if (first === undefined) return;
  const message = issues.length === 1 ? first.message : `--kinds: ${issues.length} kinds are of no object`;
  throw new ToolkitError('usage-invalid', message, { issues });
}

/** @throws ToolkitError `usage-invalid` */
function kindNamed(text: string): KindName {
  const kind = parseKindText(text);
  if (kind !== undefined) return kind;
  throw new ToolkitError(
    'usage-invalid',
    `--kinds: '${text}' is not a kind, write it as Kind.group: Database.acme.io, HelmRelease.helm.toolkit.fluxcd.io`,
  );
}

async function firstPlan(
  context: ActionContext,
  reader: SnapshotReader,
  planner: () => ReturnType<typeof createPlanner>,
): Promise<Plan | undefined> {
  try {
    return (await planInRounds(planner(), reader)).plan;
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const issues: readonly Issue[] =
      error.issues.length > 0 ? error.issues : [{ code: error.code, message: error.message }];
    for (const issue of issues) {
      context.reporter.report({ type: 'warning', issue: { ...issue, severity: 'warning' } });
    }
    return undefined;
  }
}

/** A name like the repository's that no other program uses in it: two programs of one name would remove each other's claims. */
function freeProjectName(path: string, reader: SnapshotReader, root: string): string {
  const prefix = `${root}/.claims/`;
  const taken = new Set<string>();
  for (const file of reader.index.entries.keys()) {
    if (file.startsWith(prefix)) taken.add(file.slice(prefix.length).split('/')[0] ?? '');
  }
  const nearest =
    nearestClaimName(
      basename(path)
        .replace(/\.git$/, '')
        .replaceAll('.', '-'),
    ) ?? 'claims';
  const base = claimFolderProblem(nearest) === undefined ? nearest : 'claims';
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  return name;
}
