import { createGitRunner } from '../../gitops/git/git-runner';
import { bareRepository, temporaryFolder } from '../fixtures/git/git';
import { startGitByShell } from '../fixtures/git/git-by-shell';

const FILES = { 'it is "a"; $b `c`': 'one\0two\r\n' };

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;
let end: () => Promise<void>;
beforeEach(() => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, FILES);
  end = startGitByShell();
});
afterEach(async () => {
  await end();
  folder.remove();
});

/** What Git answers to a few commands with arguments, variables and input that a shell would read in its own way. */
async function answers(): Promise<readonly unknown[]> {
  const git = createGitRunner({ folder: bare, target: bare, timeLimit: 60_000 });
  const environment = {
    PATH: process.env['PATH'] ?? '',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'test.value',
    GIT_CONFIG_VALUE_0: `it's $HOME\n"\\" *; exit 7`,
  };
  const commands = [
    { args: ['config', '--get', 'test.value'] },
    { args: ['ls-tree', '-z', 'main'] },
    { args: ['cat-file', '--batch'], input: 'main:it is "a"; $b `c`\nno such\n' },
    { args: ['cat-file', 'blob', `main:it's not $HOME there`], answers: [128] },
    { args: ['hash-object', '--stdin'], input: Buffer.alloc(300_000, 7) },
    { args: ['rev-parse', '--git-dir'] },
  ];
  return Promise.all(commands.map((command) => git.run({ ...command, environment })));
}

test('Git that a shell starts answers as Git does', async () => {
  const byShell = await answers();
  await end();
  expect(byShell).toEqual(await answers());
});

test('a command that is to stop has no answer', async () => {
  const controller = new AbortController();
  const git = createGitRunner({
    folder: bare,
    target: bare,
    timeLimit: 60_000,
    signal: controller.signal,
  });
  const environment = { PATH: process.env['PATH'] ?? '' };
  const answer = git.run({ args: ['rev-parse', 'main'], environment });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ code: 'git-aborted' });
});
