import { access, constants } from 'node:fs/promises';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { withoutCredentials } from '../../../core/config/target-url';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { registryPath } from '../../../harvester/paths';
import { scanRegistry } from '../../../harvester/registry/scan-registry';
import { ledgerPaths, Ownership } from '../../../synth/plan/ownership';
import type { CommandContext } from '../../command/command-module';
import { counted } from '../../../report/text/diff-text';
import { forgeFor } from '../../pipeline/forge-for';
import type { Project } from '../../pipeline/load-project';
import { openAnyTarget, type AnyTarget } from '../../pipeline/open-any-target';
import { targetPrefixes } from '../../pipeline/target-prefixes';
import { checked, passed, warned, type Check } from './check';

/** Everything about the target: can it be reached, is the base there, can it be read, may it be written. */
export async function checkTarget(context: CommandContext, project: Project): Promise<Check[]> {
  const { target } = project.config;
  if (target === undefined) {
    const hint = 'Set `gitops.target` in cdk8s.yaml, or use `--target` or CLAIMS_TARGET.';
    return [warned('target', 'none is configured, claims are planned from nothing', hint)];
  }
  let opened: AnyTarget | undefined;
  const reached = await checked('target', async () => {
    opened = await openAnyTarget(context, project);
    return passed('target', withoutCredentials(target));
  });
  if (opened === undefined)
    return [reached, ...['base', 'read', 'push'].map((name) => skipped(name, 'target'))];
  if (opened.kind === 'folder') return [reached, ...(await checkFolder(opened, project))];
  const { repository } = opened;
  try {
    return [reached, ...(await checkRepository(context, repository, project))];
  } finally {
    await repository.close();
  }
}

async function checkRepository(
  context: CommandContext,
  repository: TargetRepository,
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
    readable(await repository.snapshot(base, targetPrefixes(root)), project);
  checks.push(found.status === 'failed' ? skipped('read', 'base') : await checked('read', read));
  checks.push(await checked('push', () => mayPush(context, repository, project)));
  return checks;
}

/** For a check that has nothing to look at; it is listed, so that nobody takes it for passed. */
function skipped(name: string, because: string): Check {
  return warned(name, `could not be looked at, see ${because}`, `Fix ${because} first.`);
}

/** Registry and ledgers are what every plan reads first: both must be sound. */
async function readable(reader: SnapshotReader, project: Project): Promise<Check> {
  const { root, project: name } = project.config;
  const { index } = reader;
  const registry = registryPath(root);
  const contents = await reader.read([registry, ...ledgerPaths({ index }, root)]);
  const text = contents.get(registry);
  const entries = text === undefined ? 0 : scanRegistry(text, registry).entries.length;
  const ownership = new Ownership({ index }, root, name);
  ownership.read(contents);
  const claims = `${counted(entries, 'claim')} in the registry`;
  const read = `${claims}, ${counted(ownership.lines().length, 'file')} of project '${name}'`;
  const [damage] = ownership.warnings;
  if (damage !== undefined) return warned('read', `${read}; ${damage.message}`, damage.hint ?? '');
  const [wrong] = ownership.uncounted;
  if (wrong === undefined) return passed('read', read);
  const where = `${ownership.ledgerOf(wrong.line.category)}:${wrong.line.number}`;
  const many = counted(ownership.uncounted.length, 'ledger line');
  const hint = '`claims registry repair` drops them; the files stay.';
  return warned('read', `${read}; ${many} that cannot be right, first ${where}: ${wrong.why}`, hint);
}

async function mayPush(
  context: CommandContext,
  repository: TargetRepository,
  project: Project,
): Promise<Check> {
  const { base } = project.config;
  forgeFor(context, project, repository);
  await repository.assertWritable();
  await repository.assertMovable(base);
  const remote = repository.location.kind === 'remote';
  return passed('push', remote ? 'allowed (hooks and protection rules were not asked)' : 'allowed');
}

async function checkFolder(
  { folder }: Extract<AnyTarget, { kind: 'folder' }>,
  project: Project,
): Promise<Check[]> {
  const read = await checked('read', async () =>
    readable(await folder.snapshot(targetPrefixes(project.config.root)), project),
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
