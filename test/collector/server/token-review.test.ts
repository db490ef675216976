import { createServer, type Server } from 'node:https';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tokenReview } from '../../../collector/server/access/token-review';
import { type ApiAnswer, type OwnCluster, ownCluster } from '../../../collector/service/in-cluster';
import { CERTIFICATE, CERTIFICATE_KEY, OTHER_CERTIFICATE } from '../../fixtures/http/certificates';
import { temporaryFolder } from '../../fixtures/git/git';

const TOKEN = 'eyJh.eyJz.c2ln';

interface Asked {
  readonly spec: { readonly token: string; readonly audiences: readonly string[] };
}

function answering(
  answer: (asked: Asked) => ApiAnswer | Promise<ApiAnswer>,
): OwnCluster & { asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    namespace: 'claims-system',
    post(path, body) {
      expect(path).toBe('/apis/authentication.k8s.io/v1/tokenreviews');
      asked.push(body as Asked);
      return Promise.resolve().then(() => answer(body as Asked));
    },
  };
}

function reviewed(status: object): ApiAnswer {
  return { status: 201, body: JSON.stringify({ kind: 'TokenReview', status }) };
}

function accountOf(username: string): object {
  return { authenticated: true, audiences: ['cdk8s-claims'], user: { username } };
}

describe('whose token it is', () => {
  const judge = (
    api: OwnCluster,
    accounts?: readonly string[],
    now: () => number = () => 0,
  ): ((token: string) => Promise<readonly string[]>) => tokenReview({ api, cluster: 'hub', accounts, now });

  it.each([
    [
      'an account of its own namespace',
      accountOf('system:serviceaccount:claims-system:informer'),
      undefined,
      true,
    ],
    [
      'an account of another namespace',
      accountOf('system:serviceaccount:default:informer'),
      undefined,
      false,
    ],
    [
      'an account that is named',
      accountOf('system:serviceaccount:default:informer'),
      ['default/informer'],
      true,
    ],
    [
      'an account of its own namespace that is not named',
      accountOf('system:serviceaccount:claims-system:other'),
      ['default/informer'],
      false,
    ],
    ['a person', accountOf('claims-system/informer'), undefined, false],
    ['nobody', { authenticated: false, error: 'expired' }, undefined, false],
    [
      'an account, for another audience',
      {
        ...accountOf('system:serviceaccount:claims-system:informer'),
        audiences: ['https://kubernetes.default'],
      },
      undefined,
      false,
    ],
    [
      'an account, by a server that knows no audiences',
      { authenticated: true, user: { username: 'system:serviceaccount:claims-system:informer' } },
      undefined,
      false,
    ],
  ])('the token of %s counts only where it should', async (_, status, accounts, counts) => {
    const api = answering(() => reviewed(status));
    expect(await judge(api, accounts)(TOKEN)).toEqual(counts ? ['hub'] : []);
    expect(api.asked).toEqual([
      expect.objectContaining({ spec: { token: TOKEN, audiences: ['cdk8s-claims'] } }),
    ]);
  });

  it('asks about nothing that cannot be such a token', async () => {
    const api = answering(() => reviewed(accountOf('system:serviceaccount:claims-system:a')));
    for (const token of ['secret', 'a.b', `${'a'.repeat(20_000)}.b.c`, 'a.b.c.d', '']) {
      expect(await judge(api)(token)).toEqual([]);
    }
    expect(api.asked).toEqual([]);
  });

  it('remembers an answer for a minute, a refusal for seconds, and asks once at a time', async () => {
    let clock = 0;
    let isKnown = false;
    const api = answering(() =>
      reviewed(isKnown ? accountOf('system:serviceaccount:claims-system:a') : { authenticated: false }),
    );
    const ask = judge(api, undefined, () => clock);
    expect(await Promise.all([ask(TOKEN), ask(TOKEN)])).toEqual([[], []]);
    expect(api.asked).toHaveLength(1);
    isKnown = true;
    expect(await ask(TOKEN)).toEqual([]);
    clock += 5_001;
    expect(await ask(TOKEN)).toEqual(['hub']);
    isKnown = false;
    clock += 59_000;
    expect(await ask(TOKEN)).toEqual(['hub']);
    clock += 2_000;
    expect(await ask(TOKEN)).toEqual([]);
    expect(api.asked).toHaveLength(3);
  });

  it('bounds what is asked at once', async () => {
    const api = answering(() => new Promise(() => undefined));
    const ask = judge(api);
    for (let at = 0; at < 8; at++) void ask(`a.b.c${at}`);
    await expect(ask('a.b.more')).rejects.toMatchObject({ code: 'token-review-unavailable' });
    expect(api.asked).toHaveLength(8);
  });

  it.each<[string, () => ApiAnswer]>([
    ['403', () => ({ status: 403, body: `forbidden: ${TOKEN}` })],
    ['no JSON', () => ({ status: 201, body: TOKEN })],
    ['something else', () => ({ status: 201, body: '{"kind":"Status"}' })],
    [
      'nothing',
      () => {
        throw new Error('ECONNREFUSED');
      },
    ],
  ])('does not know where the API server answers %s, and does not repeat the token', async (_, answer) => {
    const error: unknown = await judge(answering(answer))(TOKEN).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'token-review-unavailable' });
    expect((error as Error).message).not.toContain(TOKEN);
  });
});

describe('the API server of the own cluster', () => {
  const folder = temporaryFolder();
  let server: Server | undefined;
  afterAll(async () => {
    await new Promise<void>((done) => {
      if (server === undefined) done();
      else {
        server.close(() => {
          done();
        });
      }
    });
    folder.remove();
  });

  it('is not there outside of a cluster', () => {
    expect(() => ownCluster({}, folder.path)).toThrow('KUBERNETES_SERVICE_HOST is not set');
    expect(() => ownCluster({ KUBERNETES_SERVICE_HOST: 'x' }, join(folder.path, 'none'))).toThrow(
      /ca\.crt cannot be read/,
    );
  });

  it('is only trusted with the certificate of its CA', async () => {
    const account = join(folder.path, 'account');
    mkdirSync(account);
    for (const [name, text] of [
      ['ca.crt', OTHER_CERTIFICATE],
      ['token', 'secret'],
      ['namespace', 'claims-system\n'],
    ] as const) {
      writeFileSync(join(account, name), text);
    }
    let reached = 0;
    server = createServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, (_, response) => {
      reached += 1;
      response.end('{}');
    });
    const listening = server;
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
    const api = ownCluster(env, account);
    expect(api.namespace).toBe('claims-system');
    await expect(api.post('/x', {})).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SELF/) });
    expect(reached).toBe(0);
    writeFileSync(join(account, 'ca.crt'), CERTIFICATE);
    expect(await ownCluster(env, account).post('/x', {})).toEqual({ status: 200, body: '{}' });
  });
});
