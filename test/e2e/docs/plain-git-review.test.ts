import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject } from '../../cli/cli-run';

// Dozens of Git processes: slow where many suites share few cores.
jest.setTimeout(60_000);

const PAGE = readFileSync(join(__dirname, '../../../docs/forges.md'), 'utf8');

/** The Git commands of the page below `# <word>:`. */
function documented(word: string): string[][] {
  const block = PAGE.slice(PAGE.indexOf(`\n# ${word}:`)).split('```', 1)[0] ?? '';
  const [, ...lines] = block.trimStart().split('\n');
  const end = lines.findIndex((line) => line.startsWith('#'));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => line !== '')
    .map((line) => line.split(' ').slice(1));
}

test('a request in Git alone is fetched, read, approved and rejected with the commands of docs/forges.md', async () => {
  const folder = temporaryFolder();
  try {
    const target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    const cwd = join(folder.path, 'project');
    const settings = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n';
    writeProject(cwd, [{ key: 'infra/app', spec: { storage: '10Gi' } }], settings);
    expect(await claims(['pr'], { cwd })).toMatchObject({ exitCode: 0 });
    git(folder.path, ['clone', '--quiet', 'target.git', 'clone']);
    const clone = join(folder.path, 'clone');
    const run = (word: string): string[] => documented(word).map((args) => git(clone, args));
    const [fetched, words, difference] = run('fetch');
    expect(fetched).toBe('');
    expect(words).toContain('claims(shop): add infra/app');
    expect(difference).toContain('+++ b/claims/infra/app/volumeclaim.yaml');
    expect(documented('approve')).toHaveLength(4);
    run('approve');
    expect(filesAt(target, 'main')).toMatchObject({
      'claims/infra/app/volumeclaim.yaml': expect.any(String),
    });
    expect(git(target, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
    expect((await claims(['pr', '--json'], { cwd })).json()).toMatchObject({ action: 'none', writes: 0 });

    // With the base moved on since the fetch, Git refuses to approve; rejected, it is gone.
    writeProgram(cwd, [{ key: 'infra/app', spec: { storage: '20Gi' } }]);
    expect(await claims(['pr'], { cwd })).toMatchObject({ exitCode: 0 });
    run('fetch');
    seedCommit(target, { 'docs/x.md': 'x\n' });
    expect(() => run('approve')).toThrow(/rejected/);
    run('fetch');
    for (const args of documented('approve').slice(0, 3)) git(clone, args);
    expect(Object.keys(filesAt(target, 'main'))).toContain('docs/x.md');
    run('reject');
    expect(git(target, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  } finally {
    folder.remove();
  }
});
