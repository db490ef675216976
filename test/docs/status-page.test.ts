import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../../core/config/setting-row';
import { COLLECTOR_SETTINGS } from '../../collector/server/collector-settings';
import { ALERT_SETTINGS } from '../../collector/reconciler/alerts/alert-settings';
import { alertBody } from '../../collector/reconciler/alerts/alert-body';
import { RECONCILER_SETTINGS } from '../../collector/reconciler/reconciler-settings';
import { SERVE_COLLECTOR } from '../../cli/commands/serve-collector/command';
import { observed } from '../collector/reconciler/observed';
import { runCollector } from '../fixtures/collector/collector';

const page = readFileSync(join(__dirname, '../../docs/status.md'), 'utf8');

test('docs/status.md names every variable of the collector, and no other', () => {
  const rows = page.split('\n').filter((line) => /^\| `(?:COLLECTOR|LOG|SERVICE|REGISTRY)_/.test(line));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(
    settingsOf({ ...COLLECTOR_SETTINGS, ...RECONCILER_SETTINGS, ...ALERT_SETTINGS })
      .map(({ row }) => row.variable)
      .sort(),
  );
});

test('the options of `claims serve collector` are the flags of its settings', () => {
  const flags = settingsOf({ ...COLLECTOR_SETTINGS, ...RECONCILER_SETTINGS, ...ALERT_SETTINGS }).flatMap(
    ({ row: { flag } }) => (flag === undefined ? [] : [{ flags: flag.flags, description: flag.description }]),
  );
  expect(SERVE_COLLECTOR.options).toEqual(flags);
});

test('the report of docs/status.md is taken as it stands, once its epoch is one of the collector', async () => {
  const collector = await runCollector();
  const report = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '') as {
    cluster: string;
    apiVersion: string;
    kind: string;
  };
  const { cluster, apiVersion, kind } = report;
  const session = { cluster, informer: 'docs', kinds: [{ apiVersion, kind }] };
  const opened = await collector.ask('POST', '/api/v1/sessions', JSON.stringify(session));
  const { epoch } = JSON.parse(opened.text) as { epoch: number };
  expect(await collector.ask('POST', '/api/v1/status', JSON.stringify(report))).toMatchObject({
    status: 409,
  });
  const sent = await collector.ask('POST', '/api/v1/status', JSON.stringify({ ...report, epoch }));
  expect(sent.status).toBe(201);
  const [entry] = JSON.parse((await collector.ask('GET', '/api/v1/status')).text) as object[];
  expect(entry).toMatchObject({ ...report, epoch });
  await collector.close();
});

test('the alert of docs/status.md has the fields of those that are posted', () => {
  const blocks = [...page.matchAll(/```json\n([^]*?)```/g)].map(
    ([, text = '']) => JSON.parse(text) as object,
  );
  const alert = blocks.find((block) => 'alerts' in block);
  const identity = { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'orders' };
  const body = alertBody([
    {
      key: '',
      id: '3f0c9a6be1d24c0f8a7715d2b60e94aa',
      claim: observed('orders', { cluster: 'prod-eu', identity }),
      before: 'active',
      word: 'error',
      message: 'Instance orders-x7f2p: QuotaExceeded: no more instances',
      since: '2026-11-27T09:15:00Z',
    },
  ]);
  expect(JSON.parse(body)).toEqual(alert);
});
