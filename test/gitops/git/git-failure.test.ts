import { gitFailure } from '../../../gitops/git/git-failure';

/** Real words of git, ssh and curl, and what they mean. */
test.each([
  [
    'disk-full',
    'error: file write error: No space left on device\nfatal: cannot lock ref\nfatal: unable to write file',
  ],
  ['disk-full', 'remote: fatal: write error: Disk quota exceeded\nremote: unpacker error'],
  [
    'target-locked',
    "fatal: Unable to create '/srv/h.git/packed-refs.lock': File exists.\n\nAnother git process seems to be running",
  ],
  ['target-unreachable', "fatal: unable to access 'https://h/a/': Could not resolve host: h"],
  [
    'target-unreachable',
    'ssh: connect to host h port 22: Connection refused\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
  ],
  ['target-unreachable', "fatal: unable to access 'https://h/a/': The requested URL returned error: 503"],
  ['target-unreachable', "fatal: unable to access 'https://h/a/': server certificate verification failed"],
  ['target-unreachable', 'fatal: the remote end hung up unexpectedly'],
  [
    'target-auth-failed',
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  ],
  [
    'target-auth-failed',
    "remote: Invalid username or token.\nfatal: Authentication failed for 'https://github.com/a/b/'",
  ],
  [
    'target-auth-failed',
    'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
  ],
  ['target-auth-failed', 'Host key verification failed.\nfatal: Could not read from remote repository.'],
  [
    'target-read-only',
    "remote: Permission to a/b.git denied to bot.\nfatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403",
  ],
  [
    'target-read-only',
    'remote: error: insufficient permission for adding an object to repository database ./objects',
  ],
  ['target-read-only', 'fatal: remote error: access denied or repository not exported: service not enabled'],
  [
    'target-not-a-repository',
    "remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found",
  ],
  ['target-not-a-repository', 'ERROR: Repository not found.\nfatal: Could not read from remote repository.'],
  [
    'target-not-a-repository',
    "fatal: '/srv/none' does not appear to be a git repository\nfatal: Could not read from remote repository.",
  ],
  ['base-checked-out', 'remote: error: refusing to update checked out branch: refs/heads/main'],
  ['git-failed', 'fatal: the cat walked over the keyboard'],
])('%s for %j', (code, stderr) => {
  const answer = { exitCode: 128, stdout: Buffer.alloc(0), stderr };
  const error = gitFailure(['push'], answer, 'h:a/b');
  expect(error.code).toBe(code);
  expect(error.message).not.toMatch(/\n|\.$/);
});

describe('a server that refuses to be read', () => {
  test.each([
    ['ls-remote', "fatal: unable to access 'https://h/a/b/': The requested URL returned error: 403"],
    [
      'fetch',
      "remote: Write access to repository not granted.\nfatal: unable to access 'https://h/a/b/': The requested URL returned error: 403",
    ],
    ['fetch', 'remote: Permission to a/b.git denied to bot.\nfatal: Could not read from remote repository.'],
    [
      'ls-remote',
      'ERROR: Permission to a/b denied by deploy key\nfatal: Could not read from remote repository.',
    ],
    ['fetch', 'fatal: remote error: access denied or repository not exported: service not enabled'],
  ])('is a matter of access, and nothing is said about writing (%s, %j)', (command, stderr) => {
    const error = gitFailure(
      [command, 'https://h/a/b'],
      { exitCode: 128, stdout: Buffer.alloc(0), stderr },
      'h:a/b',
    );
    expect(error).toMatchObject({ code: 'target-auth-failed', kind: 'auth' });
    expect(error.message).toContain('h:a/b may not be read with these credentials');
    expect(error.message).not.toMatch(/writ/i);
  });

  test('is told apart from one that refuses to be written', () => {
    const stderr = "fatal: unable to access 'https://h/a/b/': The requested URL returned error: 403";
    const error = gitFailure(['push'], { exitCode: 128, stdout: Buffer.alloc(0), stderr }, 'h:a/b');
    expect(error).toMatchObject({ code: 'target-read-only' });
  });
});
