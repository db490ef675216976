import { parseTargetLocation } from './target-location';

/**
 * `owner/name` of a repository URL, with the whole group path and never with credentials, port or `.git`:
 * what the registry's `repository` field holds. Undefined for local paths and for what is no repository address.
 */
export function repositorySlug(target: string): string | undefined {
  try {
    const location = parseTargetLocation(target, '/');
    return location.kind === 'remote' && location.path.includes('/') ? location.path : undefined;
  } catch {
    return undefined;
  }
}
