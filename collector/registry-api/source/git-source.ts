import type { Environment } from '../../../core/config/setting-row';
import { withoutCredentials } from '../../../core/config/target-url';
import { openTarget, type OpenTargetOptions } from '../../../gitops/git/open-target';
import { MOST_BYTES, type RegistrySource } from './registry-source';
import { notFound, tooLarge } from './registry-text';

/** A file on a branch of a repository. */
export interface GitPlace {
  readonly target: string;
  readonly folder: string;
  readonly branch: string;
  readonly path: string;
  readonly environment: Environment;
  readonly credentials?: OpenTargetOptions['credentials'];
  readonly cacheFolder?: string;
}

/** Time for one Git command, in milliseconds. */
const TIME_LIMIT = 60_000;

/**
 * A registry on a branch. Every look opens the repository anew: what is kept between looks are objects in the cache, so that nothing is left behind and a rotated key counts at once.
 */
export function gitSource({ branch, path, ...place }: GitPlace): RegistrySource {
  const display = `${withoutCredentials(place.target)} ${branch}:${path}`;
  return {
    display,
    file: path,
    async read(known, signal) {
      const target = await openTarget({ ...place, signal, timeLimit: TIME_LIMIT });
      try {
        const commit = await target.fetchBase(branch);
        if (commit === undefined) throw notFound(`branch ${branch} of ${target.location.display}`);
        const { index, read } = await target.snapshot(commit, [path]);
        const entry = index.entries.get(path);
        if (entry === undefined) throw notFound(`${branch}:${path} in ${target.location.display}`);
        if (entry.objectId === known) return undefined;
        const info = await target.objectInfo(entry.objectId);
        if ((info?.size ?? 0) > MOST_BYTES) throw tooLarge(`${branch}:${path}`);
        return { text: (await read([path])).get(path) ?? '', version: entry.objectId };
      } finally {
        await target.close();
      }
    },
  };
}
