import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from '../../../collector/informer/connection/credentials';
import { execCredential } from '../../../collector/informer/connection/exec-credential';
import { inCluster } from '../../../collector/informer/connection/in-cluster';
import { kubeConfig, kubeconfigFiles } from '../../../collector/informer/connection/kube-config';
import { makeAuthority } from '../../fixtures/cluster/certificates';
import { kubeconfigText } from '../../fixtures/cluster/kubeconfig-text';
import { temporaryFolder } from '../../fixtures/git/git';

const ENV = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const write = (name: string, text: string): string => {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
};

describe('the account of a pod', () => {
  it('is read again after a minute, and at once where it was refused', async () => {
    write('ca.crt', 'CA');
    write('token', 'first\n');
    let now = 0;
    const account = (await inCluster(ENV, () => now, folder.path))!;
    const token = async (isRefused = false): Promise<string | undefined> =>
      (await account.settings(isRefused)).headers['Authorization'];
    expect(await account.settings(false)).toMatchObject({
      tls: { ca: 'CA' },
      url: new URL('https://10.0.0.1'),
    });
    write('token', 'second');
    expect(await token()).toBe('Bearer first');
    now = 61_000;
    expect(await token()).toBe('Bearer second');
    write('token', 'third');
    expect(await token(true)).toBe('Bearer third');
    write('token', 'x\r\nHost: evil');
    await expect(token(true)).rejects.toThrow('holds no token');
  });

  it('is none where a variable or a file is missing', async () => {
    expect(await inCluster({}, Date.now, folder.path)).toBeUndefined();
    expect(await inCluster(ENV, Date.now, folder.path)).toBeUndefined();
  });
});

describe('a kubeconfig', () => {
  const authority = makeAuthority();
  const url = 'https://127.0.0.1:6443';
  const settings = async (text: string): ReturnType<Credentials['settings']> =>
    (await kubeConfig([write('config', text)])).settings(false);

  it('is that of KUBECONFIG, which may name several, else that of the home folder', () => {
    expect(kubeconfigFiles({ KUBECONFIG: 'a:b', HOME: '/h' })).toEqual(['a', 'b']);
    expect(kubeconfigFiles({ HOME: '/h' })).toEqual(['/h/.kube/config']);
  });

  it('gives token, certificates, user and password, and files beside it', async () => {
    expect(await settings(kubeconfigText({ url, ca: authority.cert, user: { token: 't' } }))).toMatchObject({
      headers: { Authorization: 'Bearer t' },
      tls: { ca: Buffer.from(authority.cert) },
    });
    const client = authority.client('me');
    write('client.crt', client.cert);
    write('client.key', client.key);
    const user = { 'client-certificate': 'client.crt', 'client-key': 'client.key' };
    expect(await settings(kubeconfigText({ url, user }))).toMatchObject({
      tls: { cert: Buffer.from(client.cert), key: Buffer.from(client.key) },
    });
    expect(await settings(kubeconfigText({ url, user: { username: 'me', password: 'x' } }))).toMatchObject({
      headers: { Authorization: `Basic ${Buffer.from('me:x').toString('base64')}` },
    });
  });

  it('is read again when it changes', async () => {
    const path = write('config', kubeconfigText({ url, user: { token: 'first' } }));
    const credentials = await kubeConfig([path]);
    write('config', kubeconfigText({ url, user: { token: 'second-one' } }));
    expect((await credentials.settings(false)).headers['Authorization']).toBe('Bearer second-one');
  });

  it('of several the first counts, and one that is not there is left out', async () => {
    const first = write('first', kubeconfigText({ url, user: { token: 'first' } }));
    const second = write('second', kubeconfigText({ url: 'https://other', user: { token: 'second' } }));
    const credentials = await kubeConfig([join(folder.path, 'none'), first, second]);
    expect(await credentials.settings(false)).toMatchObject({ headers: { Authorization: 'Bearer first' } });
  });

  it('may name an address without TLS, as that of kubectl proxy', async () => {
    const plain = 'http://127.0.0.1:8001';
    expect(await settings(kubeconfigText({ url: plain, user: {} }))).toMatchObject({ url: new URL(plain) });
    expect(await settings(kubeconfigText({ url: plain, user: { token: 't' } }))).toMatchObject({
      headers: { Authorization: 'Bearer t' },
    });
  });

  it('reads the file of a token each time, as it is rotated', async () => {
    write('token', 'first\n');
    const path = write('config', kubeconfigText({ url, user: { tokenFile: 'token' } }));
    const credentials = await kubeConfig([path]);
    const token = async (): Promise<unknown> => (await credentials.settings(false)).headers['Authorization'];
    expect(await token()).toBe('Bearer first');
    write('token', 'second');
    expect(await token()).toBe('Bearer second');
    rmSync(join(folder.path, 'token'));
    await expect(token()).rejects.toThrow('token cannot be read: ENOENT');
  });

  describe('with a program', () => {
    /** A program beside the kubeconfig; each run adds a line to `runs`. */
    const program = (script: string): string => {
      const path = write('program', `#!/bin/sh\necho run >> "$(dirname "$0")/runs"\n${script}\n`);
      chmodSync(path, 0o755);
      const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './program' };
      return write('config', kubeconfigText({ url, user: { exec } }));
    };
    const runs = (): number => readFileSync(join(folder.path, 'runs'), 'utf8').split('\n').length - 1;
    const gives = (fields: string): string => `echo '{"kind":"ExecCredential","status":{${fields}}}'`;

    it('asks it once for all, and again where the API server refuses what it gave, or its time ends', async () => {
      let now = 0;
      const path = program(`n=$(wc -l < "$(dirname "$0")/runs"); ${gives('"token":"t\'$n\'"')}`);
      const credentials = await kubeConfig([path], () => now);
      const token = async (isRefused = false): Promise<unknown> =>
        (await credentials.settings(isRefused)).headers['Authorization'];
      expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('Bearer t1'));
      now = 5_000;
      expect(await Promise.all([token(true), token(true), token(true)])).toEqual(Array(3).fill('Bearer t2'));
      expect(await token()).toBe('Bearer t2');
      const short = await kubeConfig([
        program(gives('"token":"t","expirationTimestamp":"2020-01-01T00:00:00Z"')),
      ]);
      const before = runs();
      await short.settings(false);
      expect(runs()).toBe(before + 1);
    });

    it('tells it what kubectl does', async () => {
      const path = program(gives('"token":"\'"$(echo "$KUBERNETES_EXEC_INFO" | tr -d "\\"{}:, ")"\'"'));
      expect((await (await kubeConfig([path])).settings(false)).headers['Authorization']).toContain(
        'kindExecCredentialspecinteractivefalse',
      );
    });

    it.each([
      ['ends with an error', 'echo hi; exit 3', 'program ended with exit code 3'],
      ['says why', 'echo "log in first" >&2; exit 1', 'ended with exit code 1: log in first'],
      ['says too much', 'printf "%0999d" 7 >&2; exit 1', /ended with exit code 1: 0{200,255}…?[^0-9]*$/],
      ['prints no JSON', 'echo secret-token', 'printed no JSON'],
      ['prints nothing of use', gives('"token":""'), 'without a token'],
      ['prints too much', 'yes secret-token', 'prints too much'],
    ])('that %s is refused with what is wrong, without what it printed', async (_what, script, words) => {
      const error = await kubeConfig([program(script)]).then(
        () => undefined,
        (thrown: unknown) => thrown as Error,
      );
      expect(error).toMatchObject({ code: 'cluster-config-invalid' });
      expect(error?.message).toMatch(words);
      expect(error?.message).not.toContain('secret-token');
    });

    it('that does not end is ended', async () => {
      program('exec sleep 600');
      await expect(execCredential({ command: join(folder.path, 'program') }, 300)).rejects.toThrow(
        'took longer than 0.3 s',
      );
    });
  });

  const valid = JSON.parse(kubeconfigText({ url, user: { token: 'secret-token' } })) as Record<
    string,
    unknown
  >;
  const change = (fields: object): string => JSON.stringify({ ...valid, ...fields });
  it.each([
    ['is not there', undefined, 'cannot be read: it does not exist'],
    ['is a folder', 'folder', 'is not a kubeconfig'],
    ['is empty', '', 'is not a kubeconfig'],
    ['is not YAML', 'a: [b', 'is not a kubeconfig'],
    ['is a text', 'hello', ''],
    ['is too large', `# ${'x'.repeat(9 * 2 ** 20)}`, 'larger than'],
    ['has no context', change({ 'current-context': undefined }), 'names no current context'],
    ['has another context', change({ 'current-context': 'prod' }), "there is no context 'prod'"],
    ['has no such cluster', change({ clusters: [] }), "there is no cluster 'test'"],
    ['has no such user', change({ users: [] }), "there is no user 'test'"],
    [
      'has no address',
      change({ clusters: [{ name: 'test', cluster: { server: 'nonsense' } }] }),
      'is not an address',
    ],
    [
      'has a certificate that is not there',
      change({ clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': 'none.crt' } }] }),
      'its credentials cannot be used',
    ],
    [
      'has a certificate that is none',
      change({
        users: [
          {
            name: 'test',
            user: { 'client-certificate-data': 'bm9uZQ==', 'client-key-data': 'c2VjcmV0LXRva2Vu' },
          },
        ],
      }),
      'its certificates cannot be used',
    ],
    [
      'has a file of a token that is not there',
      change({ users: [{ name: 'test', user: { tokenFile: 'none' } }] }),
      'none cannot be read',
    ],
    [
      'has a program that is not there',
      change({
        users: [
          {
            name: 'test',
            user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './no-such-program' } },
          },
        ],
      }),
      'its credentials cannot be used',
    ],
  ])('that %s is refused with what is wrong, without its secrets', async (_what, text, words) => {
    const path = join(folder.path, 'config');
    if (text === 'folder') mkdirSync(path);
    else if (text !== undefined) write('config', text);
    const error = await kubeConfig([path]).then(
      () => undefined,
      (thrown: unknown) => thrown as Error & { code: string },
    );
    expect(error).toMatchObject({ code: 'cluster-config-invalid' });
    expect(error?.message).toContain(path);
    expect(error?.message).toMatch(words);
    expect(error?.message).not.toContain('secret-token');
  });
});
