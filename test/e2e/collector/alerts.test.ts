import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from '../../fixtures/cluster/until';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';

const SECRET = 'a-secret-of-the-tests';
const WITHIN = 120_000;

interface Got {
  readonly signature: string | string[] | undefined;
  readonly body: string;
}

describe('a collector that tells of changes', () => {
  const folder = temporaryFolder();
  const secretFile = join(folder.path, 'secret');
  let collector: CollectorProcess | undefined;
  let server: Server;
  let got: Got[];
  let statuses: number[];
  beforeEach(async () => {
    writeFileSync(secretFile, SECRET);
    [got, statuses] = [[], []];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        got.push({ signature: request.headers['x-hub-signature-256'], body });
        response.writeHead(statuses.shift() ?? 204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(async () => {
    await collector?.kill();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    folder.remove();
  });

  const start = async (): Promise<CollectorProcess> => {
    const { port } = server.address() as AddressInfo;
    const env = {
      COLLECTOR_ALERT_URL: `http://127.0.0.1:${port}/hook/of-a-secret-path`,
      COLLECTOR_ALERT_SECRET_FILE: secretFile,
      LOG_LEVEL: 'debug',
    };
    collector = await startCollector({ folder: folder.path, env });
    return collector;
  };
  const report = async (statusMessage: string): Promise<void> => {
    const body = JSON.stringify({ cluster: 'prod', claimRef: 'shop/db', statusMessage });
    const { status } = await fetch(`${collector?.url ?? ''}/api/v1/status`, { method: 'POST', body });
    expect(status).toBe(201);
  };
  const alerts = (): readonly { readonly id: string; readonly before: string; readonly after: string }[] =>
    got.flatMap(({ body }) => (JSON.parse(body) as { alerts: never[] }).alerts);
  /** What is so when it looks for the first time is no news. */
  const looked = (): Promise<unknown> => {
    const since = Date.now() / 1000;
    return until(
      'a look',
      async () => {
        const text = await (await fetch(`${collector?.url ?? ''}/metrics`)).text();
        return Number(/^claims_alerts_last_look_timestamp_seconds (\S+)$/m.exec(text)?.[1]) > since;
      },
      WITHIN,
    );
  };

  it('posts each change once, signed, also over a kill and a receiver that fails', async () => {
    await start();
    await report('Ready');
    await looked();
    expect(got).toEqual([]);
    statuses = [503];
    await report('Ready=False');
    await until('a first try', () => got.length === 1, WITHIN);
    await collector?.kill();
    await start();
    await until('a second try', () => got.length === 2, WITHIN);
    const ids = alerts().map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    await report('Ready');
    await until('the next change', () => got.length === 3, WITHIN);
    expect(alerts().map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'active → error',
      'active → error',
      'error → active',
    ]);
    for (const { signature, body } of got) {
      expect(signature).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
    }
    expect(collector?.stderr()).not.toMatch(/a-secret/);
    expect(await collector?.stop()).toBe(0);
  });
});
