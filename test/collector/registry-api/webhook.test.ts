import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';
import {
  type Reply,
  runRegistry,
  type RunningRegistry,
  until,
} from '../../fixtures/registry-api/registry-api';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

const SECRET = 'a secret of some length';
const PUSH = '{"ref":"refs/heads/main","after":"1"}';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let api: RunningRegistry;
beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'registry.yaml');
  writeFileSync(path, THREE_CLAIMS);
  api = await runRegistry({ CLAIMS_REGISTRY_SOURCE: path, REGISTRY_WEBHOOK_SECRET: SECRET });
});
afterEach(async () => {
  await api.close();
  folder.remove();
});

const sign = (body: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(body).digest('hex');
const post = (body: string, headers: Record<string, string>): Promise<Reply> =>
  api.ask('POST', '/webhook', headers, body);

describe('a webhook', () => {
  it.each([
    ['GitHub', (hash: string) => ({ 'x-hub-signature-256': `sha256=${hash}`, 'x-github-event': 'push' })],
    ['Gitea', (hash: string) => ({ 'x-gitea-signature': hash, 'x-gitea-event': 'push' })],
    ['Forgejo', (hash: string) => ({ 'x-forgejo-signature': hash })],
  ])('of %s has the source looked at', async (_forge, headers) => {
    writeFileSync(path, 'claims: []\n');
    expect(await post(PUSH, headers(sign(PUSH)))).toMatchObject({
      status: 202,
      text: '{"status":"accepted"}\n',
    });
    await until(() => api.state().queries.snapshot.items.length === 0);
  });

  it('that says nothing new changes nothing', async () => {
    const before = api.state();
    const other = '{"ref":"refs/heads/feature"}';
    expect(await post(other, { 'x-gitea-signature': sign(other) })).toMatchObject({
      status: 200,
      text: '{"status":"ignored"}\n',
    });
    const ping = '{"zen":"x"}';
    expect(await post(ping, { 'x-gitea-signature': sign(ping), 'x-github-event': 'ping' })).toMatchObject({
      status: 200,
      text: '{"status":"pong"}\n',
    });
    expect(api.state()).toBe(before);
  });

  it('that comes again is known', async () => {
    const headers = { 'x-hub-signature-256': `sha256=${sign(PUSH)}` };
    expect((await post(PUSH, headers)).status).toBe(202);
    for (let time = 0; time < 3; time++) {
      expect(await post(PUSH, headers)).toMatchObject({ status: 200, text: '{"status":"known"}\n' });
    }
  });

  it.each([
    ['without a signature', {}],
    ['signed with another secret', { 'x-hub-signature-256': `sha256=${sign(PUSH, 'another')}` }],
    ['signed for another body', { 'x-hub-signature-256': `sha256=${sign(`${PUSH} `)}` }],
    ['with half a signature', { 'x-hub-signature-256': `sha256=${sign(PUSH).slice(0, 32)}` }],
    ['with SHA-1 alone', { 'x-hub-signature': `sha1=${sign(PUSH).slice(0, 40)}` }],
    ['with a signature that is none', { 'x-gitea-signature': 'x'.repeat(64) }],
  ])('is refused: %s', async (_what, headers) => {
    const before = api.state();
    const reply = await post(PUSH, headers);
    expect(reply.status).toBe(401);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'webhook-refused' });
    expect(api.state()).toBe(before);
    expect(api.log.join('') + reply.text).not.toContain(SECRET);
  });

  it('of 3 MB is refused, and the service goes on', async () => {
    const body = 'x'.repeat(3 * 2 ** 20);
    expect((await post(body, { 'x-gitea-signature': sign(body) })).status).toBe(413);
    expect((await api.ask('GET', '/api/v1/claims')).status).toBe(200);
  });

  it('has no route where there is no secret, nor for other methods', async () => {
    expect((await api.ask('GET', '/webhook')).status).toBe(404);
    const open = await runRegistry({ CLAIMS_REGISTRY_SOURCE: path });
    expect((await open.ask('POST', '/webhook', {}, PUSH)).status).toBe(404);
    await open.close();
  });
});
