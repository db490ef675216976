import type { Logger } from 'pino';
import type { Environment } from '../../../core/config/setting-row';
import type { Forge } from '../../../gitops/forge/forge';
import { FORGES } from '../../../gitops/forge/forge-kinds';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import type { RegistryPlace } from './registry-place';
import { targetOf } from './target-of';

/** The repository of a registry, open, with the forge that keeps its requests. Whoever asked for it closes it. */
export interface RegistryConnection {
  readonly repository: TargetRepository;
  readonly forge: Forge;
}

/** What a connection is made with. */
export interface ConnectOptions {
  readonly place: RegistryPlace;
  readonly env: Environment;
  readonly logger: Logger;
  readonly version: string;
  /** Where Git objects are kept between runs; a scratch folder for each run where there is none. */
  readonly cacheFolder?: string;
}

/**
 * Opens the repository that a place names.
 *
 * @param signal - ends what is under way
 * @throws ToolkitError those of Git, `forge-token-missing`
 */
export async function connectRegistry(
  { place, env, logger, version, cacheFolder }: ConnectOptions,
  signal?: AbortSignal,
): Promise<RegistryConnection> {
  const repository = await openTarget({
    ...targetOf(place, env),
    ...(signal !== undefined && { signal }),
    ...(cacheFolder !== undefined && { cacheFolder }),
  });
  const forge = FORGES[place.forge](repository, () => ({
    apiUrl: place.apiUrl,
    repository: place.repository,
    commits: place.commits,
    token: () => Promise.resolve(place.token()),
    version,
    signal: signal ?? new AbortController().signal,
    onPause: (seconds, reason) => {
      logger.warn({ seconds, reason }, 'the forge asks for a pause');
    },
  }));
  return { repository, forge };
}
