import type { ResolvedConfig } from '../../core/config/resolved-config';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Forge } from '../../gitops/forge/forge';
import { createPlainGitForge } from '../../gitops/forge/plain-git/plain-git-forge';
import type { TargetRepository } from '../../gitops/git/target-repository';

/**
 * The forge that keeps the change requests of a project.
 *
 * @throws ToolkitError `config-value-invalid` for what this version has no adapter for: a request must never end up elsewhere
 */
export function forgeFor(config: ResolvedConfig, repository: TargetRepository): Forge {
  const { forge } = config;
  if (forge.type !== 'git') {
    throw new ToolkitError(
      'config-value-invalid',
      `gitops.forge.type '${forge.type}' is not available yet, use 'git'`,
    );
  }
  return createPlainGitForge(repository);
}
