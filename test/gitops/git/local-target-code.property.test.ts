import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { runs } from '../../runs';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

/** Settings of git-config(1) that name a command. */
const COMMANDS = [
  'core.fsmonitor',
  'core.sshCommand',
  'core.gitProxy',
  'core.editor',
  'core.pager',
  'core.askPass',
  'core.alternateRefsCommand',
  'credential.helper',
  'diff.external',
  'diff.x.textconv',
  'diff.x.command',
  'filter.x.clean',
  'filter.x.smudge',
  'filter.x.process',
  'merge.x.driver',
  'gpg.program',
  'uploadpack.packObjectsHook',
  'sequence.editor',
  'trailer.x.command',
  'pager.log',
  'pager.for-each-ref',
  'alias.for-each-ref',
  'alias.ls-tree',
  'remote.origin.uploadpack',
  'remote.origin.receivepack',
  'remote.origin.vcs',
  'interactive.diffFilter',
  'man.x.cmd',
  'browser.x.cmd',
];
const HOOKS = [
  'pre-push',
  'reference-transaction',
  'post-checkout',
  'pre-auto-gc',
  'post-index-change',
  'fsmonitor-watchman',
  'post-rewrite',
  'pre-receive',
  'update',
  'post-receive',
  'post-update',
  'push-to-checkout',
];

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** A repository in which every setting and hook that can name a command names one that tells that it ran. */
function trapped(target: string, gitFolder: string): string {
  const ran = join(folder.path, 'ran');
  const trap = join(folder.path, 'trap');
  writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> ${ran}\nexit 1\n`);
  chmodSync(trap, 0o755);
  for (const key of COMMANDS) git(target, ['config', key, trap]);
  git(target, ['config', 'include.path', join(folder.path, 'more')]);
  writeFileSync(join(folder.path, 'more'), `[core]\n\tfsmonitor = ${trap}\n`);
  const hooks = join(gitFolder, 'hooks');
  mkdirSync(hooks, { recursive: true });
  git(target, ['config', 'core.hooksPath', hooks]);
  for (const hook of HOOKS) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\necho ${hook} >> ${ran}\nexit 0\n`);
    chmodSync(join(hooks, hook), 0o755);
  }
  mkdirSync(join(gitFolder, 'info'), { recursive: true });
  writeFileSync(join(gitFolder, 'info', 'attributes'), '* diff=x filter=x merge=x\n');
  return ran;
}

test.each(['with a work tree', 'bare'].slice(0, runs(1, 2)))(
  'looking at a repository on this machine (%s) runs nothing that its configuration names; a push to it runs what any push runs',
  async (kind) => {
    const bare = bareRepository(folder.path, {
      'claims/a.yaml': 'a\n',
      '.gitattributes': '* diff=x filter=x merge=x\n',
    });
    let target = bare;
    if (kind !== 'bare') {
      git(folder.path, ['clone', '--quiet', bare, 'tree']);
      target = join(folder.path, 'tree');
      git(target, ['checkout', '--quiet', '-b', 'other']);
    }
    const main = git(bare, ['rev-parse', 'main']);
    const ran = trapped(target, kind === 'bare' ? bare : join(target, '.git'));
    const repository = await openTarget({
      target,
      folder: '/',
      environment: process.env,
      temporaryFolder: folder.path,
    });
    const close = (): Promise<void> => repository.close();
    const session = { repository, forge: createPlainGitForge(repository), close };
    const plan = samplePlanner({ 'claims/b.yaml': 'b\n' });
    expect(await converge(session, plan, { dryRun: true })).toMatchObject({ action: 'created' });
    await repository.assertWritable();
    await repository.assertMovable('main');
    await repository.listRefs('refs/');
    await repository.firstCommitOf('claims/a.yaml', main);
    expect(await repository.mergedTree(main, main)).toBeDefined();
    expect(existsSync(ran) ? readFileSync(ran, 'utf8') : '').toBe('');
    // The target's own rules hold for a push, as they would for anybody's.
    expect(await converge(session, plan)).toMatchObject({ action: 'created' });
    const hooks = readFileSync(ran, 'utf8').split('\n').filter(Boolean);
    expect(hooks).toContain('pre-receive');
    // `git receive-pack` itself asks core.alternateRefsCommand, which gets the repository as its argument.
    const receives = `${join(folder.path, 'trap')} ${kind === 'bare' ? bare : join(target, '.git')}`;
    expect(hooks.filter((line) => !HOOKS.includes(line) && line !== receives)).toEqual([]);
    expect(hooks).not.toContain('pre-push');
    await close();
  },
);
