import type { Clock } from '../../../core/ports/clock';
import { openTarget } from '../../../gitops/git/open-target';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { copyFolder, pasteFolder } from '../../fixtures/git/git';
import { gatedTarget } from './gated-target';
import type { GitHome } from './git-home';
import { ownRepository, People } from './people';

const STATUS = 'refs/claims/status/status-update-claims-registry.yaml';

/** A bare repository whose requests are refs. */
export function plainHome(bare: string, folder: string, clock: Clock): GitHome {
  let repository = ownRepository(bare, clock);
  const people = new People(() => {
    repository.refresh('git');
    return repository;
  });
  return {
    bare,
    statusRef: STATUS,
    people,
    async connect(gate, signal) {
      const opened = gatedTarget(
        await openTarget({
          target: bare,
          folder: '/',
          environment: process.env,
          temporaryFolder: folder,
          ...(signal !== undefined && { signal }),
        }),
        gate,
      );
      return { repository: opened, forge: createPlainGitForge(opened) };
    },
    openRequests: () => people.refs().filter((ref) => ref.startsWith('refs/claims/status/')).length,
    merge: () => {
      people.merge(STATUS);
    },
    close: () => {
      if (people.hasForeign(STATUS)) people.takeAway(STATUS);
      else people.remove(STATUS);
    },
    abandon: () => {
      people.takeAway(STATUS);
    },
    faults: 0,
    calm: () => undefined,
    copy: () => {
      const files = copyFolder(bare);
      return {
        put: () => {
          pasteFolder(files, bare);
          repository = ownRepository(bare, clock);
        },
      };
    },
    remove: () => Promise.resolve(),
  };
}
