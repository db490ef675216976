import { readdirSync } from 'node:fs';
import { objectEnvironment } from '../../../gitops/git/git-environment';
import { createGitRunner } from '../../../gitops/git/git-runner';
import { ScratchFiles } from '../../../gitops/git/scratch-files';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';

describe('Git with files in place of pipes', () => {
  const folder = temporaryFolder();
  const scratch = temporaryFolder();
  const files = new ScratchFiles(scratch.path);
  const target = bareRepository(folder.path, { 'a.txt': 'größe\n' });
  const environment = objectEnvironment({ PATH: process.env['PATH'] });
  const runner = (signal?: AbortSignal) =>
    createGitRunner({ folder: target, target, timeLimit: 60_000, ...(signal !== undefined && { signal }) });
  afterAll(() => {
    files.close();
    scratch.remove();
    folder.remove();
  });
  const read = (id: string, size: number, signal?: AbortSignal) =>
    files.filled(size, (outputFile) =>
      runner(signal).run({ args: ['cat-file', 'blob', id], environment, outputFile }),
    );

  test('reads an object as it is, and one of another size not at all', async () => {
    const id = git(target, ['rev-parse', 'main:a.txt']);
    expect((await read(id, 8))?.toString()).toBe('größe\n');
    expect(await read(id, 7)).toBeUndefined();
  });

  test('says what Git says where it fails, and what ended it; nothing is left', async () => {
    const before = readdirSync(scratch.path);
    await expect(read('0'.repeat(40), 8)).rejects.toMatchObject({ code: 'git-failed' });
    await expect(read('0'.repeat(40), 8, AbortSignal.abort())).rejects.toMatchObject({ code: 'git-aborted' });
    expect(readdirSync(scratch.path)).toEqual(before);
  });

  test('gives a command what was put together from pieces', async () => {
    const pieces = [Buffer.from('gr'), Buffer.from('öße'), Buffer.alloc(300_000, 'x')];
    const id = await files.lent(pieces, async (inputFile) => {
      const args = ['hash-object', '-w', '--stdin'];
      return (await runner().run({ args, environment, inputFile })).stdout.toString().trim();
    });
    expect(git(target, ['cat-file', 'blob', id])).toBe(Buffer.concat(pieces).toString());
  });
});
