import { access, constants } from 'node:fs/promises';
import { ERROR_CATALOGUE } from '../../../core/errors/catalogue';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { withoutCredentials } from '../../../core/config/target-url';
import { assertDeliverable } from '../../../toolkit/deliver/assert-deliverable';
import { targetContents, type TargetContents } from '../../../toolkit/target/target-contents';
import type { CommandContext } from '../../command/command-module';
import { counted } from '../../../report/text/counted';
import type { Project } from '../../../toolkit/project/load-project';
import { openAnyTarget, type AnyTarget } from '../../../toolkit/target/open-any-target';
import { targetPrefixes } from '../../../toolkit/target/target-prefixes';
import { checked, passed, warned, type Check } from './check';

type GitTarget = Extract<AnyTarget, { readonly kind: 'git' }>;

/** Everything about the target: can it be reached, is the base there, can it be read, may it be written. */
export async function checkTarget(context: CommandContext, project: Project): Promise<Check[]> {
  const { target } = project.config;
  if (target === undefined) {
    const hint = 'Set `gitops.target` in cdk8s.yaml, or use `--target` or CLAIMS_TARGET.';
    return [warned('target', 'none is configured, claims are planned against an empty target', hint)];
  }
  let opened: AnyTarget | undefined;
  const reached = await checked('target', async () => {
    opened = await openAnyTarget(context, project);
    return passed('target', withoutCredentials(target));
  });
  if (opened === undefined) {
    return [reached, ...['base', 'read', 'push'].map((name) => skipped(name, 'target'))];
  }
  if (opened.kind === 'folder') return [reached, ...(await checkFolder(opened, project))];
  try {
    return [reached, ...(await checkRepository(context, opened, project))];
  } finally {
    await opened.repository.close();
  }
}

async function checkRepository(
  context: CommandContext,
  { repository }: GitTarget,
  project: Project,
): Promise<Check[]> {
  const { base: branch, root } = project.config;
  let base: string | undefined;
  const found = await checked('base', async () => {
    base = await repository.fetchBase(branch);
    return passed('base', base === undefined ? `no branch yet, the first merge makes '${branch}'` : branch);
  });
  const checks = [found];
  const read = async (): Promise<Check> =>
    readable(await targetContents(await repository.snapshot(base, targetPrefixes(root)), project), project);
  checks.push(found.status === 'failed' ? skipped('read', 'base') : await checked('read', read));
  const push = async (): Promise<Check> => {
    await assertDeliverable(context, project, repository);
    const unmovable = await whyUnmovable(repository, branch);
    if (unmovable !== undefined) {
      const { hint } = ERROR_CATALOGUE[unmovable.code];
      return warned('push', `change requests are allowed, but not --merge: ${unmovable.message}`, hint);
    }
    const remote = repository.location.kind === 'remote';
    return passed('push', remote ? 'allowed (hooks and branch protection were not checked)' : 'allowed');
  };
  checks.push(await checked('push', push));
  return checks;
}

/** Why the base cannot be moved where it stands; only merging needs that. */
async function whyUnmovable(
  repository: GitTarget['repository'],
  branch: string,
): Promise<ToolkitError | undefined> {
  try {
    await repository.assertMovable(branch);
    return undefined;
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.code === 'base-checked-out') return error;
    throw error;
  }
}

/** For a check that has nothing to look at; it is listed, so that nobody takes it for passed. */
function skipped(name: string, because: string): Check {
  return warned(name, `not checked, see ${because}`, `Fix ${because} first.`);
}

/** Registry and ledgers are what every plan reads first: both must be sound. */
function readable(
  { claims, ownedFiles, warnings, wrongLines }: TargetContents,
  { config: { project } }: Project,
): Check {
  const read = `${counted(claims, 'claim')} in the registry, ${counted(ownedFiles, 'file')} of project '${project}'`;
  const [damage] = warnings;
  if (damage !== undefined) return warned('read', `${read}; ${damage.message}`, damage.hint ?? '');
  const [wrong] = wrongLines;
  if (wrong === undefined) return passed('read', read);
  const many = counted(wrongLines.length, 'ledger line');
  const where = `${wrong.ledger}:${wrong.line}`;
  const hint = '`claims registry repair` drops them; the files stay.';
  return warned('read', `${read}; ${many} wrong, first ${where}: ${wrong.why}`, hint);
}

async function checkFolder(
  { folder }: Extract<AnyTarget, { readonly kind: 'folder' }>,
  project: Project,
): Promise<Check[]> {
  const read = await checked('read', async () =>
    readable(
      await targetContents(await folder.snapshot(targetPrefixes(project.config.root)), project),
      project,
    ),
  );
  const hint = '`claims pr` needs a Git repository; `diff`, `synth` and `registry` work as it is.';
  const write = await checked('push', async () => {
    await access(folder.path, constants.W_OK).catch((cause: unknown) => {
      throw new ToolkitError('target-read-only', `permission denied on ${folder.path}`, { cause });
    });
    return warned('push', 'a plain folder: there is nothing to push to', hint);
  });
  return [read, write];
}
