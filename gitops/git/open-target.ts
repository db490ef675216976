import { targetCredentials } from '../../core/config/target-credentials';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { holdSecretsForEver } from '../../core/secrets/secrets-in-use';
import type { ObjectFormat } from '../../core/snapshot';
import {
  type ChildEnvironment,
  type Environment,
  objectEnvironment,
  targetEnvironment,
} from './git-environment';
import type { GitRunner } from './git-runner';
import { CACHE_CONFIG, type ObjectCache, openObjectCache } from './object-cache';
import { findLocalRepository, localSide } from './local-side';
import { credentialConfig } from './credential-config';
import {
  isRedirected,
  MOST_REDIRECTS,
  movedWithin,
  noRedirects,
  redirectRefused,
  redirectTarget,
} from './redirect';
import { lsRemoteArguments, lsRemote, type RemoteHeads, remoteSide } from './remote-side';
import {
  initScratchRepository,
  returnBorrowedObjects,
  SCRATCH_CONFIG,
  scratchRunner,
} from './scratch-repository';
import { ScratchFiles } from './scratch-files';
import { makeTemporaryFolder, removeTemporaryFolder } from '../temporary-folder';
import { type Credentials, parseTargetLocation, type TargetLocation } from './target-location';
import type { TargetRepository } from './target-repository';
import type { TargetSide } from './target-side';
import { createGitTarget } from './git-target';

/** How to open a target. */
export interface OpenTargetOptions {
  /** Path, `file:`, `ssh:`, `http(s):` or scp-like address; credentials in it are taken out and never shown. */
  readonly target: string;
  /** Where relative paths start. */
  readonly folder: string;
  /** Variables of this process, from which children get the few that they need. */
  readonly environment: Environment;
  /** For `https:`; win over those in the URL. Never sent over plain `http:` except to this machine. */
  readonly credentials?: Credentials;
  readonly signal?: AbortSignal;
  /** Milliseconds one Git command may take; default 300,000. */
  readonly timeLimit?: number;
  /** Where the scratch repository is made; default the system's folder for temporary files. */
  readonly temporaryFolder?: string;
  /** Folder of this user in which objects of remote targets are kept between runs; default none are. */
  readonly cacheFolder?: string;
}

const TIME_LIMIT = 300_000;

/**
 * Opens a target repository. Throws `target-not-a-repository`, `target-unreachable`, `target-auth-failed`,
 * `target-url-unsupported`, `git-not-installed`.
 */
export async function openTarget(options: OpenTargetOptions): Promise<TargetRepository> {
  holdSecretsForEver(...targetCredentials(options.target).secrets);
  const location = parseTargetLocation(options.target, options.folder);
  const folder = await makeTemporaryFolder('git', options.temporaryFolder);
  try {
    const timeLimit = options.timeLimit ?? TIME_LIMIT;
    const git = scratchRunner(folder, location.display, timeLimit, options.signal);
    const objects = objectEnvironment(options.environment, SCRATCH_CONFIG);
    const side =
      location.kind === 'local'
        ? await openLocal(options, location.path, { folder, git, objects, timeLimit })
        : await openRemote(options, location, { folder, git, objects, timeLimit });
    const files = new ScratchFiles(folder);
    return createGitTarget({
      location,
      side,
      store: { git, environment: objects, objectFormat: side.objectFormat, files },
      close: async () => {
        files.close();
        await side.finish?.();
        await removeTemporaryFolder(folder);
      },
    });
  } catch (error) {
    await removeTemporaryFolder(folder);
    throw error;
  }
}

interface Scratch {
  readonly folder: string;
  readonly git: GitRunner;
  readonly objects: ChildEnvironment;
  readonly timeLimit: number;
}

async function openLocal(options: OpenTargetOptions, path: string, scratch: Scratch): Promise<TargetSide> {
  const local = {
    environment: targetEnvironment(options.environment),
    timeLimit: scratch.timeLimit,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const repository = await findLocalRepository(path, local);
  await initScratchRepository({
    folder: scratch.folder,
    objectFormat: repository.objectFormat,
    source: repository,
  });
  return localSide(repository, scratch.git, local);
}

type RemoteLocation = Extract<TargetLocation, { kind: 'remote' }>;

async function openRemote(
  options: OpenTargetOptions,
  location: RemoteLocation,
  scratch: Scratch,
): Promise<TargetSide> {
  const { url, environment, remote } = await connect(options, location, scratch.git);
  const { objectFormat } = remote;
  const cache = await cacheOf(options, location, objectFormat, scratch.timeLimit);
  await initScratchRepository({
    folder: scratch.folder,
    objectFormat,
    ...(cache !== undefined && { source: { gitFolder: cache.folder } }),
  });
  const side = remoteSide(scratch.git, {
    url,
    display: location.display,
    objectFormat,
    environment,
    objectEnvironment: scratch.objects,
  });
  if (cache === undefined) return side;
  // Who interrupts a run does not wait for what only later runs gain from.
  const finish = async (): Promise<void> => {
    if (options.signal?.aborted !== true) await cache.keep(scratch.folder);
  };
  return { ...cachedSide(side, cache, scratch.folder), finish };
}

async function cacheOf(
  options: OpenTargetOptions,
  location: RemoteLocation,
  objectFormat: ObjectFormat,
  timeLimit: number,
): Promise<ObjectCache | undefined> {
  if (options.cacheFolder === undefined) return undefined;
  const environment = objectEnvironment(options.environment, CACHE_CONFIG);
  const { url } = location;
  return openObjectCache({
    root: options.cacheFolder,
    url,
    objectFormat,
    environment,
    timeLimit,
    now: Date.now(),
  });
}

/** A remote side that borrows objects of earlier runs, and goes on without them where they are broken. */
function cachedSide(side: TargetSide, cache: ObjectCache, scratchFolder: string): TargetSide {
  return {
    ...side,
    fetch: async (refs, spare) => {
      try {
        return await side.fetch(refs);
      } catch (error) {
        if (!ToolkitError.isToolkitError(error) || error.kind === 'interrupted') throw error;
        // It may be the cache that is broken: once more, without it.
        if (error.code === 'git-failed') {
          await returnBorrowedObjects(scratchFolder);
          await cache.drop();
        }
        return side.fetch(refs, spare);
      }
    },
  };
}

/** The address where the server answered, and what it said. */
interface Connection {
  readonly url: string;
  readonly environment: ChildEnvironment;
  readonly remote: RemoteHeads;
}

/** Asks the server for its refs; redirects within it (a repository that was renamed) are followed, others are not. */
async function connect(
  options: OpenTargetOptions,
  location: RemoteLocation,
  git: GitRunner,
): Promise<Connection> {
  if (location.protocol === 'ssh') {
    const environment = targetEnvironment(options.environment);
    if (!(await hasOwnSshCommand(git, environment))) {
      environment['GIT_SSH_COMMAND'] = 'ssh -o BatchMode=yes';
    }
    return { url: location.url, environment, remote: await lsRemote(git, location.url, environment) };
  }
  const credentials = options.credentials ?? location.credentials;
  let url = location.url;
  for (let redirects = 0; ; redirects++) {
    const config = [...noRedirects(url), ...credentialConfig({ ...location, url }, credentials)];
    const environment = targetEnvironment(options.environment, config);
    try {
      return { url, environment, remote: await lsRemote(git, url, environment) };
    } catch (error) {
      if (!isRedirected(error)) throw error;
      const target = await redirectTarget(git, url, lsRemoteArguments(url), environment);
      const moved = redirects < MOST_REDIRECTS ? movedWithin(url, target) : undefined;
      if (moved === undefined) throw redirectRefused(location.display, url, target);
      url = moved;
    }
  }
}

/** Whether the user chose how SSH is run; else it gets an option that keeps it from asking. */
async function hasOwnSshCommand(git: GitRunner, environment: ChildEnvironment): Promise<boolean> {
  if (environment['GIT_SSH_COMMAND'] !== undefined || environment['GIT_SSH'] !== undefined) {
    return true;
  }
  const { exitCode } = await git.run({
    args: ['config', '--get', 'core.sshCommand'],
    environment,
    answers: [0, 1],
  });
  return exitCode === 0;
}
