import type { TargetRepository } from '../../../gitops/git/target-repository';
import type { Gate } from './git-home';

/** A repository whose calls over the network go through a gate. */
export function gatedTarget(repository: TargetRepository, gate: Gate): TargetRepository {
  return {
    ...repository,
    fetch: (...given) => gate(() => repository.fetch(...given)),
    fetchBase: (...given) => gate(() => repository.fetchBase(...given)),
    push: (...given) => gate(() => repository.push(...given)),
  };
}
