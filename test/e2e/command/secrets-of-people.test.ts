import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject } from '../../cli/cli-run';
import { leaks } from '../../cli/places/leaks';

const SECRET = "s3cr3t/wo'rd 9";
const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
/** Gitea's tokens have no prefix. */
const BARE_TOKEN = 'd0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const ended = await claims(argv, { cwd: folder.path, env: { CLAIMS_CACHE: 'off', ...env } });
  return { ...ended, said: ended.stdout + ended.stderr };
};

describe('an address with a secret is not written down', () => {
  const ADDRESSES: readonly (readonly [string, string])[] = [
    [`https://bot:${encodeURIComponent(SECRET)}@host.example/acme/harvester`, SECRET],
    [`https://bot:${SECRET}@host.example/acme/harvester`, SECRET],
    ['https:/bot:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
    ['https:bot:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
    ['//bot:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
    ['bot:s3cr3t99@host.example:acme/harvester', 's3cr3t99'],
    ['htps:/bot:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
    ['bot:s3cr/3t99@host.example:acme/harvester', 's3cr/3t99'],
    ['ssh://git:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
    [`https://${BARE_TOKEN}@host.example/acme/harvester`, BARE_TOKEN],
    [`https://${TOKEN}:x-oauth-basic@github.com/acme/harvester`, TOKEN],
    ['https://host.example/acme/harvester?access_token=s3cr3t99', 's3cr3t99'],
    ['https://host.example/acme/harvester?private_token=s3cr3t99&x=1', 's3cr3t99'],
    ['https://host.example/acme/harvester#s3cr3t99', 's3cr3t99'],
    ['HTTPS://bot:s3cr3t99@host.example/acme/harvester', 's3cr3t99'],
  ];

  test.each(ADDRESSES)('%s', async (address, secret) => {
    for (const argv of [
      ['init', 'new', '--target', address],
      ['init', 'new', `--target=${address}`],
      ['init', 'new', '--from', address],
      ['adopt', address, '--out', 'new'],
    ]) {
      for (const flags of [[], ['--json'], ['--verbose', '--events', 'json']]) {
        const ended = await run([...argv, ...flags]);
        expect(ended.exitCode).toBe(2);
        expect(ended.said).toContain('the token comes from the environment');
        expect(leaks(ended.said, secret)).toBe(false);
      }
    }
    expect(existsSync(join(folder.path, 'new'))).toBe(false);
  });

  test.each(ADDRESSES)(
    '%s in cdk8s.yaml is refused, and the line is not shown with it',
    async (address, secret) => {
      writeProject(
        folder.path,
        [{ key: 'infra/app' }],
        `  project: shop\n  target: ${JSON.stringify(address)}\n  rot: x\n`,
      );
      for (const argv of [['diff'], ['diff', '--json'], ['doctor'], ['pr', '--verbose']]) {
        expect(leaks((await run(argv)).said, secret)).toBe(false);
      }
      writeProject(
        folder.path,
        [{ key: 'infra/app' }],
        `  project: shop\n  target: ${JSON.stringify(address)}\n`,
      );
      for (const argv of [['diff'], ['diff', '--json'], ['doctor'], ['pr', '--verbose']]) {
        const ended = await run(argv);
        expect(ended.exitCode).toBe(2);
        expect(leaks(ended.said, secret)).toBe(false);
      }
    },
  );

  test.each(ADDRESSES.filter(([address]) => !address.startsWith('https://host')))(
    '%s in CLAIMS_TARGET goes to no host but its own and is not shown',
    async (address, secret) => {
      writeProject(folder.path, [{ key: 'infra/app' }], '  project: shop\n');
      // What cannot be an address is refused; nobody is asked for the others here.
      if (/^(?:https?|ssh):\/\//i.test(address)) return;
      for (const flags of [[], ['--json'], ['--verbose']]) {
        const ended = await run(['list', ...flags], { CLAIMS_TARGET: address });
        expect(ended.exitCode).not.toBe(0);
        expect(leaks(ended.said, secret)).toBe(false);
        if (!flags.includes('--json'))
          expect(ended.said).toContain('has a user or password, but is not a URL');
      }
    },
  );

  test.each([
    ['git@host.example:acme/harvester.git'],
    ['ssh://git@host.example/acme/harvester.git'],
    ['https://host.example:8443/acme/harvester@v2'],
    ['host.example:~me@corp/harvester.git'],
    ['host.example:team/me@corp/harvester.git'],
    ['git@host.example:acme/harvester@v2'],
    ['../harvester'],
    ['/srv/git/a:b@c/harvester.git'],
  ])('%s is taken as before', async (address) => {
    const ended = await run(['init', 'new', '--project', 'shop', '--target', address]);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(folder.path, 'new/cdk8s.yaml'), 'utf8')).toContain(address);
  });
});

describe('a token file without a token', () => {
  const project = (): void => {
    const bare = join(folder.path, 'target.git');
    mkdirSync(bare);
    git(bare, ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', '.']);
    seedCommit(bare, { 'README.md': 'claims\n' });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }],
      '  project: shop\n  repository: acme/harvester\n  target: target.git\n' +
        '  forge: {type: gitea, apiUrl: "http://127.0.0.1:9/api/v1", tokenFile: token.txt}\n',
    );
  };
  const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAA'.repeat(3)}\n-----END OPENSSH PRIVATE KEY-----\n`;

  test.each<[string, string | Buffer, string]>([
    ['is empty', '', 'it is empty'],
    ['holds blank lines', ' \n\n', 'it is empty'],
    ['has several lines', `user\n${SECRET.replaceAll(' ', '')}\n`, 'there are several lines'],
    ['is a key', KEY, 'it is a key or certificate'],
    ['is not text', Buffer.from([0x80, 0xff, 0, 1, 2, 3]), 'it is not text'],
    ['is UTF-16', Buffer.from(`\ufeff${BARE_TOKEN}`, 'utf16le'), 'it is not text'],
    ['has a sentence', 'put the token s3cr3t99 here', 'there are blanks'],
    ['is huge', 's3cr3t99'.repeat(20_000), 'it is too large'],
    ['is too short to be masked', 'abc', 'it is shorter than 4 characters'],
  ])('%s: says so, and does not show it', async (_, content, why) => {
    project();
    writeFileSync(join(folder.path, 'token.txt'), content);
    for (const argv of [['pr'], ['pr', '--json'], ['pr', '--verbose'], ['doctor'], ['doctor', '--json']]) {
      const ended = await run(argv);
      expect(ended.exitCode).not.toBe(0);
      expect(ended.said.replaceAll(/\s+/g, ' ')).toContain(why);
      for (const word of content
        .toString('latin1')
        .split(/\s+/)
        .filter((each) => each.length >= 8 && each !== 'OPENSSH')) {
        if (/^-----/.test(word) || word === 'PRIVATE') continue;
        expect(ended.said).not.toContain(word);
      }
    }
  });

  test('is a folder, or not there', async () => {
    project();
    expect((await run(['pr'])).said).toContain("the token file 'token.txt' does not exist");
    mkdirSync(join(folder.path, 'token.txt'));
    expect((await run(['pr'])).said).toContain('it is a folder');
  });

  test('with one line and its end is taken', async () => {
    project();
    writeFileSync(join(folder.path, 'token.txt'), `\ufeff${BARE_TOKEN}\r\n`);
    chmodSync(join(folder.path, 'token.txt'), 0o600);
    const ended = await run(['doctor', '--json']);
    expect(ended.said).toContain("in the token file 'token.txt'");
    expect(leaks(ended.said, BARE_TOKEN)).toBe(false);
  });
});

describe('a token in the place of a name', () => {
  test.each([
    ['tokenEnv', TOKEN],
    ['tokenEnv', BARE_TOKEN],
    ['tokenEnv', 'glpat-abcdefghij0123456789'],
    ['tokenEnv', 'hunter2horse'],
    ['tokenFile', TOKEN],
    ['tokenFile', BARE_TOKEN],
    ['token', TOKEN],
    ['token', BARE_TOKEN],
    ['password', 'hunter2horse'],
  ])('%s: %s is not shown', async (key, value) => {
    for (const quote of ['', '"', "'"]) {
      const gitops = `  project: shop\n  repository: acme/harvester\n  target: .\n  forge: {type: github, ${key}: ${quote}${value}${quote}}\n`;
      writeProject(folder.path, [{ key: 'infra/app' }], gitops);
      for (const argv of [
        ['pr'],
        ['pr', '--json', '--verbose'],
        ['doctor'],
        ['doctor', '--json'],
        ['diff', '--events', 'json'],
      ]) {
        const ended = await run(argv);
        expect(ended.exitCode).not.toBe(0);
        expect(leaks(ended.said, value)).toBe(false);
      }
    }
  });

  test('a variable of an unusual name that is set is a name', async () => {
    writeProject(
      folder.path,
      [{ key: 'infra/app' }],
      '  project: shop\n  repository: acme/harvester\n  forge: {type: github, tokenEnv: b0t2token4x}\n',
    );
    const ended = await run(['doctor', '--json'], { b0t2token4x: TOKEN });
    expect(ended.said).toContain('in b0t2token4x');
  });
});

test('a claim that holds the token of the run is refused, and no file has it', async () => {
  writeProject(
    folder.path,
    [{ key: 'infra/app', spec: { note: `use ${BARE_TOKEN} here` } }],
    '  repository: acme/harvester\n',
  );
  const ended = await run(['synth'], { GITEA_TOKEN: BARE_TOKEN });
  expect(ended.exitCode).toBe(4);
  expect(leaks(ended.said, BARE_TOKEN)).toBe(false);
  expect(readdirSync(folder.path)).not.toContain('dist');
});
