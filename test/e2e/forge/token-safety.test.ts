import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createGitHubForge } from '../../../gitops/forge/github/github-forge';
import { createGiteaForge } from '../../../gitops/forge/gitea/gitea-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { type GitHub, READ_ONLY, startGitHub, VirtualClock } from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';

const NETWORK = /^(ls-remote|fetch|push|remote-https?|send-pack|fetch-pack|upload-pack)/;

/** One start of Git as the wrapper saw it. */
interface Started {
  readonly args: readonly string[];
  readonly environment: string;
}

/** A `git` that notes its arguments and environment, then is the real one. */
function recordingGit(folder: string): { readonly path: string; readonly started: () => Started[] } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const records = join(folder, 'records');
  const bin = join(folder, 'bin');
  mkdirSync(records);
  mkdirSync(bin);
  const script = `#!/bin/sh
record=$(mktemp -d "${records}/XXXXXXXX")
for argument in "$@"; do printf '%s\\n' "$argument"; done > "$record/args"
env > "$record/environment"
exec "${real}" "$@"
`;
  writeFileSync(join(bin, 'git'), script);
  chmodSync(join(bin, 'git'), 0o755);
  return {
    path: bin,
    started: () =>
      readdirSync(records).map((name) => ({
        args: readFileSync(join(records, name, 'args'), 'utf8').split('\n'),
        environment: readFileSync(join(records, name, 'environment'), 'utf8'),
      })),
  };
}

/** Everything that an error says, to whoever prints it in whatever way. */
function everything(error: unknown): string {
  return [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error)].join('\n');
}

describe('the token', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let github: GitHub;
  const clock = new VirtualClock();
  beforeEach(async () => {
    folder = temporaryFolder();
    github = await startGitHub({ mode: 'bare', clock });
    seedCommit(github.repository('acme', 'harvester').gitDirectory!, { 'README.md': 'hello\n' });
  });
  afterEach(async () => {
    await github.stop();
    folder.remove();
  });

  /** The token, and the forms that it takes on its way. */
  const forms = (token: string): string[] => [
    token,
    Buffer.from(`x-access-token:${token}`).toString('base64'),
    encodeURIComponent(token),
  ];
  const session = async (token: string, PATH = process.env['PATH']) => {
    const repository = await openTarget({
      target: github.gitUrl('acme', 'harvester'),
      folder: '/',
      environment: { ...process.env, PATH, GITHUB_TOKEN: token, OTHER_SECRET: token },
      credentials: { password: token },
      temporaryFolder: folder.path,
    });
    const forge = createGitHubForge(repository, {
      apiUrl: github.apiUrl,
      token,
      repository: 'acme/harvester',
      version: '0.1.0',
      wait: clock.sleep,
      ...virtualLimits(clock),
    });
    return { repository, forge, close: () => repository.close() };
  };

  test('is in no argument, no remote, no event, and in the environment of those alone that talk to the server', async () => {
    const recording = recordingGit(folder.path);
    const { token } = github;
    const said: unknown[] = [];
    const bot = await session(token, `${recording.path}:${process.env['PATH'] ?? ''}`);
    const reporter = { report: (event: unknown) => void said.push(event) };
    const result = await converge(bot, samplePlanner({ 'claims/a.yaml': 'a\n' }), { reporter, merge: true });
    expect(result.action).toBe('merged');
    const started = recording.started();
    const talking = started.filter(({ args }) => NETWORK.test(args[0] ?? ''));
    expect(talking.length).toBeGreaterThan(2);
    expect(started.length).toBeGreaterThan(talking.length + 3);
    for (const form of forms(token)) {
      for (const { args } of started) {
        expect(args.join(' ')).not.toContain(form);
      }
      for (const { environment } of started.filter((each) => !talking.includes(each))) {
        expect(environment).not.toContain(form);
      }
      expect(inspect([said, result, bot.repository.location], { depth: 20 })).not.toContain(form);
    }
    // Where it has to be, it is there as a header for this one server, and under no other name.
    for (const { environment } of talking) {
      const lines = environment
        .split('\n')
        .filter((line) => forms(token).some((form) => line.includes(form)));
      expect(lines).toEqual([expect.stringMatching(/^GIT_CONFIG_VALUE_\d+=Authorization: Basic /)]);
    }
    await bot.close();
  });

  test('is in no error, whatever fails', async () => {
    const wrong = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    const readOnly = github.addToken('reader', { permissions: READ_ONLY });
    const noRequests = github.addToken('pusher', { permissions: { contents: 'write', metadata: 'read' } });
    for (const token of [wrong, readOnly, noRequests]) {
      const failed = await session(token)
        .then((bot) => converge(bot, samplePlanner({ 'claims/a.yaml': `${token.length}\n` })))
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      expect(failed).toMatchObject({ kind: 'auth' });
      for (const form of forms(token)) {
        expect(everything(failed)).not.toContain(form);
      }
    }
  });

  test('is in no error of the forges when the network fails, answers nonsense or repeats what it was sent', async () => {
    const token = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    const answers: (typeof fetch)[] = [
      () => Promise.reject(new TypeError(`fetch failed with ${token}`)),
      () => Promise.resolve(new Response('<html>login</html>', { headers: { 'content-type': 'text/html' } })),
      (_url, init) =>
        Promise.resolve(
          Response.json({ message: `not with ${JSON.stringify(init?.headers)}` }, { status: 422 }),
        ),
    ];
    const bot = await session(github.token);
    const key = { project: 'storage', kind: 'claims', group: 'all' } as const;
    const heads = { base: 'a'.repeat(40), request: undefined };
    for (const fetch of answers) {
      const options = { token, repository: 'acme/harvester', version: '0.1.0', fetch, wait: clock.sleep };
      const forges = [
        createGitHubForge(bot.repository, {
          ...options,
          apiUrl: 'https://api.invalid',
          ...virtualLimits(clock),
        }),
        createGiteaForge(bot.repository, { ...options, apiUrl: 'https://gitea.invalid/api/v1' }),
      ];
      for (const forge of forges) {
        const failed = await Promise.resolve(forge.find(key, 'main', heads)).then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failed).toMatchObject({ code: expect.stringMatching(/^forge-/) });
        for (const form of forms(token)) {
          expect(everything(failed)).not.toContain(form);
        }
      }
    }
    await bot.close();
  });
});
