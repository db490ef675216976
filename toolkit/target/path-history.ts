import type { TargetReader } from '../../gitops/git/target-repository';

/** Whether something ever stood at a path of the base. */
export type PathHistory = (path: string) => Promise<boolean>;

/** By the history of a commit; undefined where there is none. */
export function pathHistory(repository: TargetReader, commit: string | undefined): PathHistory | undefined {
  if (commit === undefined) return undefined;
  return async (path) => (await repository.firstCommitOf(path, commit)) !== undefined;
}
