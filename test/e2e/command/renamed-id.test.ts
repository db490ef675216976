import { join } from 'node:path';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const SPEC = { storage: '10Gi', mode: 'Block' };

test('a claim under another id: diff, request and JSON say what that does and what keeps the object; groups keep both together', async () => {
  const folder = temporaryFolder();
  try {
    const target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    const cwd = join(folder.path, 'project');
    const run = (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
    const gitops = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n';
    const old: TestClaim = { key: 'infra/web', spec: SPEC };
    writeProject(cwd, [old], gitops);
    await run('pr', '--merge');
    writeProject(cwd, [{ key: 'apps/shop', spec: SPEC }], `${gitops}  request:\n    group: category\n`);
    const diff = (await run('diff')).stdout.replace(/\s+/g, ' ');
    expect(diff).toContain('+ added apps/shop VolumeClaim main.js:1 may be infra/web under another id');
    expect(diff).toContain('created again');
    expect(diff).toContain('needs an acknowledgement');
    expect(diff).toContain("metadata: { name: 'web' } here keeps");
    expect((await run('diff', '--json')).json()).toMatchObject({
      changes: [
        { change: 'added', remakes: [{ claim: 'infra/web', metadata: { name: 'web' } }] },
        { change: 'removed', remakes: [{ claim: 'apps/shop', metadata: { name: 'web' } }] },
      ],
    });
    await run('pr', '--acknowledge', 'infra/web');
    const refs = git(target, ['for-each-ref', '--format=%(refname)', 'refs/claims/requests']);
    expect(refs).toContain('refs/claims/requests/shop/apps');
    expect(refs).not.toContain('infra');
    const body = git(target, ['log', '-1', '--format=%B', 'refs/claims/requests/shop/apps']);
    expect(body.match(/under another id/g)).toHaveLength(2);
    expect(body).toContain("`metadata: { name: 'web' }` here keeps the old one");
    writeProgram(cwd, [{ key: 'apps/shop', spec: SPEC, metadata: { name: 'web' } }]);
    expect((await run('diff', '--json')).json()).toMatchObject({
      changes: [{ change: 'renamed', from: 'infra/web' }],
    });
  } finally {
    folder.remove();
  }
});
