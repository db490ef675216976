import { join } from 'node:path';
import { seedCommit, temporaryFolder } from '../fixtures/git/git';
import { startGitHub } from '../fixtures/github';
import { claims, writeProject } from './cli-run';

let folder: ReturnType<typeof temporaryFolder>;
let cwd: string;
beforeEach(() => {
  folder = temporaryFolder();
  cwd = join(folder.path, 'project');
});
afterEach(() => {
  folder.remove();
});

test('pr --show works on a forge, where the forge merges', async () => {
  const github = await startGitHub({ mode: 'bare' });
  try {
    seedCommit(github.repository('acme', 'harvester').gitDirectory!, { 'README.md': 'hello\n' });
    const forge = `  forge: {type: github, apiUrl: '${github.apiUrl}'}\n`;
    writeProject(
      cwd,
      [{ key: 'infra/app', spec: { storage: '10Gi' } }],
      `  target: ${github.gitUrl('acme', 'harvester')}\n  project: shop\n${forge}`,
    );
    const env = { GITHUB_TOKEN: github.token };
    expect(await claims(['pr', '--show'], { cwd, env })).toMatchObject({ exitCode: 1 });
    await claims(['pr'], { cwd, env });
    const from = github.log.length;
    const shown = await claims(['pr', '--show'], { cwd, env });
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toContain('claims(shop): 1 added');
    expect(shown.stdout).toMatch(/to merge: \S+\/acme\/harvester\/pull\/1, or `claims pr --merge`/);
    expect(shown.stdout).not.toContain('<!-- claims:');
    expect(github.log.writes(from)).toEqual([]);
  } finally {
    await github.stop();
  }
});
