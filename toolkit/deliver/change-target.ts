import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import type { ConvergeResult } from '../../gitops/change-request/converge-options';
import type { RequestKey } from '../../gitops/forge/request-key';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import type { TreeEdit } from '../../gitops/tree-edit';
import { sectionParts } from '../../report/request/request-words';
import type { Section } from '../../report/review/section';
import type { ActionContext } from '../action-context';
import type { Project } from '../project/load-project';
import type { AnyTarget } from '../target/open-any-target';
import { convergeRequest, type RequestOptions } from './converge-request';
import { editsToHash } from './edits-to-hash';
import { hashJson } from './hash-value';

/** A change that follows from the target alone. */
export interface WantedChange<Planned> extends Pick<RequestKey, 'kind' | 'group'> {
  /** Folders and files that the plan looks at; none: the whole tree. */
  readonly prefixes: readonly string[];
  /** @param input - of a request; absent for a plain folder */
  readonly planFrom: (reader: SnapshotReader, input?: PlanInput) => Promise<Planned>;
  readonly editsOf: (planned: Planned) => readonly TreeEdit[];
  readonly requestOf: (planned: Planned, input: PlanInput) => ChangePlan;
}

/** What became of a change: a plain folder has it at once, a repository through a change request. */
export type ChangeResult<Planned> = { readonly planned: Planned } & (
  | { readonly kind: 'request'; readonly result: ConvergeResult<ChangePlan> }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      /** Paths written and removed; none in a dry run. */
      readonly changed: readonly string[];
    }
);

/**
 * Changes an open target, and closes it.
 *
 * @throws ToolkitError `target-missing`, `config-invalid` where a request is needed and the project has no name
 */
export async function changeTarget<Planned>(
  context: ActionContext,
  project: Project,
  target: AnyTarget | undefined,
  wanted: WantedChange<Planned>,
  options: RequestOptions,
): Promise<ChangeResult<Planned>> {
  const { prefixes, kind, group } = wanted;
  if (target === undefined) throw new ToolkitError('target-missing', 'no target is configured');
  if (target.kind === 'folder') {
    const { folder } = target;
    const planned = await wanted.planFrom(await folder.snapshot(prefixes));
    const changed = options.dryRun === true ? [] : await folder.apply(wanted.editsOf(planned));
    return { kind: 'folder', planned, folder: folder.path, changed };
  }
  const { repository } = target;
  try {
    // The name of the request has the project in it.
    if (project.unnamed !== undefined) throw project.unnamed;
    const planFor = async (input: PlanInput): Promise<ChangePlan & { readonly planned: Planned }> => {
      const planned = await wanted.planFrom(input.snapshot, input);
      return { ...wanted.requestOf(planned, input), planned };
    };
    const request = { kind, group, prefixes, planFor };
    const result = await convergeRequest(context, project, repository, request, options);
    return { kind: 'request', planned: result.plan.planned, result };
  } finally {
    await repository.close();
  }
}

/** A request that follows from its edits alone. */
export function requestOfEdits(
  edits: readonly TreeEdit[],
  { title, sections }: { readonly title: string; readonly sections: readonly Section[] },
  { capabilities, openRequestTrailers }: PlanInput,
): ChangePlan {
  const hash = hashJson(editsToHash(edits));
  return {
    empty: edits.length === 0,
    edits,
    title,
    parts: sectionParts(sections, capabilities),
    inputHash: hash,
    outputHash: hash,
    trailers: openRequestTrailers,
  };
}
