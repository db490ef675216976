import { createHmac } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ALERT_SETTINGS, alertPlace } from '../../../../collector/reconciler/alerts/alert-settings';
import { AlertReceiver } from '../../../../collector/reconciler/alerts/alert-receiver';
import { readEnvironment } from '../../../../collector/service/read-environment';
import { temporaryFolder } from '../../../fixtures/git/git';

const SECRET = 'a-secret-of-the-tests';
const BODY = '{"version":1,"alerts":[]}';
const NOW = Date.UTC(2026, 10, 27, 10);

interface Got {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('a receiver of alerts', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'secret');
  let server: Server;
  let url: string;
  let got: Got[];
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    writeFileSync(file, `${SECRET}\n`);
    got = [];
    answer = (response) => response.writeHead(204).end();
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        got.push({ url: request.url, headers: request.headers, body });
        answer(response);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=hidden`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  afterAll(() => {
    folder.remove();
  });

  const settings = (env: Record<string, string>) => alertPlace(readEnvironment(ALERT_SETTINGS, env));
  const receiver = (within?: number): AlertReceiver => {
    const place = settings({ COLLECTOR_ALERT_URL: url, COLLECTOR_ALERT_SECRET_FILE: file });
    if (place === undefined) throw new Error('there is no place');
    return new AlertReceiver(place, () => NOW, within);
  };
  const post = (within?: number) => receiver(within).post(BODY, new AbortController().signal);
  const signature = (secret: string): string =>
    `sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`;

  it('gets a body that is signed as GitHub signs its own, with the secret as it is in the file by then', async () => {
    expect(await post()).toEqual({ does: 'taken' });
    writeFileSync(file, 'another-secret-of-the-tests');
    expect(await post()).toEqual({ does: 'taken' });
    expect(got.map(({ url: at, body }) => [at, body])).toEqual([
      ['/hook?token=hidden', BODY],
      ['/hook?token=hidden', BODY],
    ]);
    expect(got.map(({ headers }) => headers['x-hub-signature-256'])).toEqual([
      signature(SECRET),
      signature('another-secret-of-the-tests'),
    ]);
    expect(got[0]?.headers['x-claims-delivery']).toBe(got[1]?.headers['x-claims-delivery']);
    expect(JSON.stringify(got)).not.toContain(SECRET);
  });

  it('is not followed where it redirects', async () => {
    answer = (response) => response.writeHead(307, { Location: '/other' }).end();
    expect(await post()).toEqual({ does: 'failed', reason: 'it answers 307: redirects are not followed' });
    expect(got).toHaveLength(1);
  });

  it('is heard where it says when to come back, in seconds or by a date, an hour at most', async () => {
    for (const [header, retryAfter] of [
      ['120', 120_000],
      [new Date(NOW + 90_000).toUTCString(), 90_000],
      ['999999', 3_600_000],
      ['soon', undefined],
      [new Date(NOW - 90_000).toUTCString(), 0],
    ] as const) {
      answer = (response) => response.writeHead(503, { 'Retry-After': header }).end();
      expect(await post()).toEqual({
        does: 'failed',
        reason: 'it answers 503',
        ...(retryAfter !== undefined && { retryAfter }),
      });
    }
  });

  it('may refuse a body; whatever else it says is tried again', async () => {
    const outcomes: string[] = [];
    for (const status of [400, 413, 422, 401, 404, 410, 429, 500]) {
      answer = (response) => response.writeHead(status).end();
      outcomes.push((await post()).does);
    }
    expect(outcomes).toEqual([
      'refused',
      'refused',
      'refused',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('that answers without an end is not read', async () => {
    let closed: Promise<void> | undefined;
    answer = (response) => {
      response.writeHead(200);
      const write = (): void => {
        while (response.write(Buffer.alloc(65_536)));
      };
      closed = new Promise((done) => response.once('close', done));
      response.on('drain', write);
      write();
    };
    expect(await post()).toEqual({ does: 'taken' });
    await closed;
  });

  it('that says nothing is left after a while, without its address in the reason', async () => {
    answer = () => undefined;
    expect(await post(50)).toEqual({ does: 'failed', reason: 'it does not answer in time' });
  });

  it('that is not there fails with the reason, and its path is told to nobody', async () => {
    const gone = receiver();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    const outcome = await gone.post(BODY, new AbortController().signal);
    expect(outcome).toEqual({ does: 'failed', reason: 'it does not answer (ECONNREFUSED)' });
    expect(gone.display).toBe(new URL(url).origin);
    server.listen(0, '127.0.0.1');
  });

  it('gets nothing while the secret cannot be read', async () => {
    const place = receiver();
    rmSync(file);
    expect(await place.post(BODY, new AbortController().signal)).toEqual({
      does: 'failed',
      reason: 'the file of the secret cannot be read',
    });
    expect(got).toEqual([]);
  });

  it('is checked before anything is sent, and its address is not repeated', () => {
    const problems = (env: Record<string, string>): string => {
      try {
        settings(env);
        return '';
      } catch (error) {
        return String(error);
      }
    };
    const secret = { COLLECTOR_ALERT_SECRET_FILE: file };
    expect(problems({ ...secret })).toMatch(/COLLECTOR_ALERT_URL is missing/);
    expect(problems({ COLLECTOR_ALERT_URL: url })).toMatch(/COLLECTOR_ALERT_SECRET_FILE is missing/);
    const wrong = problems({ ...secret, COLLECTOR_ALERT_URL: 'ftp://hooks.example/xyz' });
    expect(wrong).toContain('COLLECTOR_ALERT_URL');
    expect(wrong).not.toContain('xyz');
    expect(problems({ ...secret, COLLECTOR_ALERT_URL: 'https://a:pw1234@hooks.example/' })).toMatch(
      /credentials/,
    );
    writeFileSync(file, 'short');
    expect(problems({ ...secret, COLLECTOR_ALERT_URL: url })).toMatch(/at least 16 characters/);
    expect(settings({})).toBeUndefined();
  });
});
