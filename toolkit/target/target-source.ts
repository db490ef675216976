import { judgeHead } from '../../gitops/change-request/request-head';
import { ownRegistry } from '../../gitops/change-request/situation';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { registryPath } from '../../harvester/paths';
import type { ActionContext } from '../action-context';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';
import { pathHistory, type PathHistory } from './path-history';
import { openAnyTarget } from './open-any-target';
import { targetPrefixes, wholeTarget } from './target-prefixes';

/** The target as a plan reads it. */
export interface TargetView {
  /** Undefined without a target: plan against nothing. */
  readonly reader?: SnapshotReader;
  /** Registry of our own open change request. */
  readonly openRequestRegistry?: string;
  /** Absent for plain folders. */
  readonly wasThere?: PathHistory;
}

/** An open target that can be looked at several times. */
export interface TargetSource {
  /** On this machine: looking again costs next to nothing. */
  readonly local: boolean;
  /** Whether it may be looked at while the program still runs: what a program writes beside its claims reaches no branch. */
  readonly early: boolean;
  /** The target as it is now. */
  view(): Promise<TargetView>;
  close(): Promise<void>;
}

/**
 * Opens the configured target, Git repository or plain folder, for reading.
 *
 * @throws ToolkitError of git-errors
 */
export async function openTargetSource(context: ActionContext, project: Project): Promise<TargetSource> {
  const target = await openAnyTarget(context, project);
  if (target === undefined) {
    return { local: true, early: true, view: () => Promise.resolve({}), close: () => Promise.resolve() };
  }
  if (target.kind === 'folder') {
    const prefixes = targetPrefixes(project.config.root);
    return {
      local: true,
      early: false,
      view: async () => ({ reader: await target.folder.snapshot(prefixes) }),
      close: () => Promise.resolve(),
    };
  }
  const { repository } = target;
  return {
    local: repository.location.kind === 'local',
    early: true,
    view: () => gitView(context, repository, project),
    close: () => repository.close(),
  };
}

/**
 * The base, and the registry of our own open change request: `createdAt` of claims that are not merged yet comes from there. The
 * branch alone tells: whoever only looks needs no token for the forge.
 */
async function gitView(
  context: ActionContext,
  repository: TargetRepository,
  project: Project,
): Promise<TargetView> {
  const { base: branch, root, project: name } = project.config;
  const base = await repository.fetchBase(branch);
  const wasThere = pathHistory(repository, base);
  const ref = forgeFor(context, project, repository).headRef({ project: name, kind: 'claims', group: 'all' });
  const request = (await repository.fetch([ref], [ref])).get(ref);
  const reader = await repository.snapshot(base, wholeTarget(root));
  const head = await judgeHead(repository, base, request);
  const openRequestRegistry = (await ownRegistry(repository, head, registryPath(root)))?.toString();
  return { reader, wasThere, ...(openRequestRegistry === undefined ? {} : { openRequestRegistry }) };
}
