import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Problem } from '../../harvester/invariants/problem';
import { verifyRepository } from '../../harvester/invariants/verify-repository';
import type { RepositoryView } from '../../harvester/tree/repository-view';
import { readingWarningsOf } from '../../harvester/reading-warnings';
import type { ActionContext } from '../action-context';
import type { Project } from '../project/load-project';
import { refuseUnknownRoot } from '../target/known-root';
import { openFilesTarget } from '../target/open-any-target';
import { viewOf } from '../target/repository-view';

/** What is neither checked out nor in this clone is no problem of the repository, but nobody looked at it either. */
function warnOfMissingContents({ reporter }: ActionContext, { elsewhere }: RepositoryView): void {
  const [first] = elsewhere ?? [];
  if (first === undefined || elsewhere === undefined) return;
  const files = elsewhere.size === 1 ? 'one file is' : `${elsewhere.size} files are`;
  const message = `${files} neither checked out nor in this clone, and not verified: ${first}`;
  reporter.report({ type: 'warning', issue: { code: 'file-unreadable', message, severity: 'warning' } });
}

/**
 * The invariants that a target breaks: of its files as they stand, or of the base where there are none.
 *
 * @throws ToolkitError `target-missing`, `usage-invalid` for a root that somebody named and that is not there
 */
export async function verifyTarget(context: ActionContext, project: Project): Promise<Problem[]> {
  const target = await openFilesTarget(context, project);
  if (target === undefined) {
    throw new ToolkitError('target-missing', 'no target is configured, nothing can be verified');
  }
  try {
    const reader =
      target.kind === 'folder'
        ? await target.folder.snapshot()
        : await target.repository.snapshot(await target.repository.fetchBase(project.config.base));
    const view = await viewOf(reader, project);
    refuseUnknownRoot(project, view.index);
    warnOfMissingContents(context, view);
    for (const issue of readingWarningsOf(view.contents, view.root)) {
      context.reporter.report({ type: 'warning', issue });
    }
    return verifyRepository(view);
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}
