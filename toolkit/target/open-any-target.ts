import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { openFolder, type FolderTarget } from '../../gitops/folder/folder-target';
import { targetEnvironment } from '../../gitops/git/git-environment';
import { listSkippedFiles } from '../../gitops/git/list-skipped-files';
import { localRepositorySlug } from '../../gitops/git/local-side';
import { openTarget } from '../../gitops/git/open-target';
import { parseTargetLocation } from '../../gitops/git/target-location';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import type { Project } from '../project/load-project';
import { targetToken } from '../forge/target-token';
import { cacheFolder } from './cache-folder';

/** What a target can be. */
export type AnyTarget =
  | { readonly kind: 'git'; readonly repository: TargetRepository }
  | {
      readonly kind: 'folder';
      readonly folder: FolderTarget;
      /** The folder is the work tree of a Git repository. */
      readonly workTree?: true;
    };

/**
 * Opens the configured target: a Git repository, or a plain folder. Undefined when none is configured.
 *
 * @throws ToolkitError of git-errors
 */
export async function openAnyTarget(
  context: ActionContext,
  project: Project,
): Promise<AnyTarget | undefined> {
  const { target } = project.config;
  if (target === undefined) return undefined;
  try {
    return { kind: 'git', repository: await openGit(context, project, target) };
  } catch (error) {
    const plain = await plainFolder(target, project.targetFolder, error);
    if (plain === undefined) throw error;
    return { kind: 'folder', folder: await openFolder(plain) };
  }
}

/**
 * As {@link openAnyTarget}, for commands that look at files and fix them: a repository with a work tree is read and written there,
 * as the person who sits before it sees it, and reviewed with `git diff`; unless somebody named a branch.
 *
 * @throws ToolkitError of git-errors
 */
export async function openFilesTarget(
  context: ActionContext,
  project: Project,
): Promise<AnyTarget | undefined> {
  const { target } = project.config;
  if (target !== undefined && project.flags.base === undefined) {
    const location = parseTargetLocation(target, project.targetFolder);
    if (location.kind === 'local' && (await hasWorkTree(location.path))) {
      const { path } = location;
      const environment = targetEnvironment(context.env);
      const options = { environment, timeLimit: 10_000, signal: context.signal };
      const slug = await whatGitTells(() => localRepositorySlug(path, options));
      const skipped = await whatGitTells(() =>
        listSkippedFiles(path, { environment: context.env, signal: context.signal }),
      );
      return { kind: 'folder', folder: await openFolder(path, slug, skipped), workTree: true };
    }
  }
  return openAnyTarget(context, project);
}

/** Where Git cannot tell, the files can be looked at all the same. */
async function whatGitTells<Value>(ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.code === 'git-aborted') throw error;
    return undefined;
  }
}

/** A folder `.git`, or the file that stands for it in linked work trees and submodules (gitrepository-layout(5)). */
async function hasWorkTree(folder: string): Promise<boolean> {
  return (await lstat(join(folder, '.git')).catch(() => undefined)) !== undefined;
}

/**
 * Opens the configured target, which must be a Git repository.
 *
 * @throws ToolkitError `target-missing`, and those of git-errors
 */
export async function openGitTarget(context: ActionContext, project: Project): Promise<TargetRepository> {
  const { target } = project.config;
  if (target === undefined) throw new ToolkitError('target-missing', 'no target is configured');
  return openGit(context, project, target);
}

async function openGit(context: ActionContext, project: Project, target: string): Promise<TargetRepository> {
  const token = await targetToken(context, project, target);
  const cache = cacheFolder(context.env, process.platform);
  return openTarget({
    target,
    folder: project.targetFolder,
    environment: context.env,
    signal: context.signal,
    ...(token === undefined ? {} : { credentials: { password: token } }),
    ...(cache === undefined ? {} : { cacheFolder: cache }),
  });
}

/** The folder behind a target that is no Git repository; undefined when there is none. */
async function plainFolder(target: string, from: string, error: unknown): Promise<string | undefined> {
  if (!ToolkitError.isToolkitError(error) || error.code !== 'target-not-a-repository') return undefined;
  const location = parseTargetLocation(target, from);
  if (location.kind !== 'local') return undefined;
  const found = await stat(location.path).catch(() => undefined);
  return found?.isDirectory() === true ? location.path : undefined;
}
