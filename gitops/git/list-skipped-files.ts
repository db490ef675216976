import { ToolkitError } from '../../core/errors/toolkit-error';
import type { IndexEntry } from '../../core/snapshot';
import type { SkippedFiles } from '../folder/skipped-files';
import type { Environment } from './git-environment';
import { targetEnvironment } from './git-environment';
import { createGitRunner } from './git-runner';
import { foundBlobs } from './git-snapshot';

/** `S`: skip-worktree, the file is left out of a sparse work tree (git-ls-files(1)). */
const SKIPPED = 'S';
const SUBMODULE = '160000';
const TIME_LIMIT = 60_000;
/** What is not here is not fetched: who looks at files does not ask for the network. */
const OFFLINE = [['protocol.allow', 'never']] as const;

/**
 * What the index of a work tree has beyond the files in the folder: those that are not checked out, and submodules.
 *
 * @throws ToolkitError those of git-errors
 */
export async function listSkippedFiles(
  folder: string,
  { environment, signal }: { readonly environment: Environment; readonly signal?: AbortSignal },
): Promise<SkippedFiles> {
  const git = createGitRunner({ folder, target: folder, timeLimit: TIME_LIMIT, ...(signal && { signal }) });
  const child = { ...targetEnvironment(environment, OFFLINE), GIT_NO_LAZY_FETCH: '1' };
  const { stdout } = await git.run({ args: ['ls-files', '-z', '-t', '--stage'], environment: child });
  return {
    entries: parseTaggedListing(stdout),
    read: async (ids) => {
      try {
        return await foundBlobs({ git, environment: child }, ids);
      } catch (error) {
        if (!ToolkitError.isToolkitError(error) || error.code !== 'git-failed') throw error;
        // In a partial clone, older Git gives up on all of them where one would have to be fetched.
        return ids.map(() => undefined);
      }
    },
  };
}

/** `<tag> <mode> <id> <stage>\t<path>\0`. */
function parseTaggedListing(listing: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  for (const line of listing.toString('utf8').split('\0')) {
    const tab = line.indexOf('\t');
    const [tag, mode = '', objectId = ''] = line.slice(0, Math.max(tab, 0)).split(' ');
    if (tag === SKIPPED || mode === SUBMODULE) entries.set(line.slice(tab + 1), { mode, objectId });
  }
  return entries;
}
