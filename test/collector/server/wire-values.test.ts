import { runCollector, type RunningCollector } from '../../fixtures/collector/collector';

let collector: RunningCollector;
beforeAll(async () => {
  collector = await runCollector();
});
afterEach(async () => {
  await collector.ask('DELETE', '/api/v1/status/a');
});
afterAll(async () => {
  await collector.close();
});

/** Status of one report with these fields, sent alone and in a batch; and what is then listed. */
async function sent(
  fields: string,
): Promise<{ alone: number; batched: number; entry: Record<string, unknown> | undefined }> {
  const report = `"claimRef":"shop/one","statusMessage":"m","apiVersion":"acme.io/v1","kind":"Database",${fields}`;
  const alone = await collector.ask('POST', '/api/v1/status', `{"cluster":"a",${report}}`);
  const entries = JSON.parse((await collector.ask('GET', '/api/v1/status')).text) as Record<
    string,
    unknown
  >[];
  const batched = await collector.ask(
    'POST',
    '/api/v1/status:batch',
    `{"cluster":"a","reports":[{${report}}]}`,
  );
  return { alone: alone.status, batched: batched.status, entry: entries[0] };
}

// What time.Parse(time.RFC3339, …) of Go takes, which writes its times in all of these ways (RFC3339Nano included).
it.each([
  '2026-01-02T03:04:05Z',
  '2026-01-02T03:04:05.6Z',
  '2026-01-02T03:04:05.123456789Z',
  '2026-01-02T03:04:05.000000001Z',
  '2026-01-02T03:04:05+00:00',
  '2026-01-02T03:04:05-07:00',
  '2026-01-02T03:04:05.5+23:59',
  '2026-12-31T23:59:59Z',
  '2024-02-29T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
])('a time as Go writes it is taken, and told as it came: %s', async (time) => {
  const { alone, batched, entry } = await sent(`"observedAt":"${time}"`);
  expect([alone, batched, entry?.['observedAt']]).toEqual([201, 201, time]);
});

it.each([
  '',
  'now',
  '2026-01-02',
  '2026-01-02T03:04Z',
  '2026-01-02 03:04:05Z',
  '2026-01-02t03:04:05z',
  '2026-01-02T03:04:05',
  '2026-01-02T03:04:05,5Z',
  '2026-01-02T03:04:05.Z',
  '2026-01-02T24:00:00Z',
  '2026-01-02T03:60:00Z',
  '2026-01-02T03:04:60Z',
  '2026-02-29T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '10000-01-01T00:00:00Z',
  '-001-01-01T00:00:00Z',
  '2026-01-02T03:04:05+0700',
  '2026-01-02T03:04:05+24:00',
  '2026-01-02T03:04:05 +07:00',
  '2026-1-2T3:4:5Z',
  ' 2026-01-02T03:04:05Z',
  '2026-01-02T03:04:05Z\\u0000',
])('what Go takes for no time is refused: %j', async (time) => {
  expect(await sent(`"observedAt":"${time}"`)).toMatchObject({ alone: 422, batched: 422, entry: undefined });
});

it.each([
  ['generation', '0'],
  ['generation', '9007199254740991'],
  ['generation', '1e3'],
  ['observedGeneration', '-0'],
  ['observedGeneration', '5.0'],
])('%s %s is a number', async (field, text) => {
  const { alone, batched, entry } = await sent(`"${field}":${text}`);
  expect([alone, batched, entry?.[field]]).toEqual([201, 201, Math.abs(Number(text))]);
});

it.each([
  ['generation', '-1'],
  ['generation', '0.5'],
  ['generation', '9007199254740992'],
  ['generation', '9223372036854775807'],
  ['generation', '1e999'],
  ['generation', '"5"'],
  ['generation', '[5]'],
  ['observedGeneration', 'true'],
  ['epoch', '-1'],
  ['epoch', '1e300'],
  ['epoch', '"1"'],
  ['sequence', '1.5'],
  ['sequence', '-5'],
  ['sequence', '18446744073709551616'],
  ['deleted', '1'],
  ['deleted', '"true"'],
  ['uid', '""'],
  ['uid', '5'],
  ['ready', '"True"'],
  ['ready', '[]'],
  ['ready', '{}'],
  ['ready', '{"status":"true"}'],
  ['synced', '{"status":true}'],
  ['cause', '{"kind":"K"}'],
  ['cause', '{"kind":"K","name":"n","chain":{}}'],
])('%s %s is out of range, or of another type', async (field, text) => {
  expect(await sent(`"${field}":${text}`)).toMatchObject({ alone: 422, batched: 422, entry: undefined });
});

it('an epoch that was never issued is refused, whatever its size', async () => {
  for (const epoch of ['0', '1', '9007199254740991']) {
    expect(await sent(`"epoch":${epoch},"sequence":1`)).toMatchObject({ alone: 409, batched: 409 });
  }
});

it.each([
  ['the last of two', '"generation":1,"generation":2', 'generation', 2],
  [
    'nothing, of null in a report of the original’s route',
    '"generation":null,"uid":null,"ready":null',
    'generation',
    undefined,
  ],
  ['nothing, of fields in another case', '"Generation":5', 'generation', undefined],
  [
    'nothing, of fields that nobody knows',
    '"__proto__":{"generation":5},"constructor":1',
    'generation',
    undefined,
  ],
])('%s counts', async (_what, fields, field, wanted) => {
  const { alone, entry } = await sent(fields);
  expect([alone, entry?.[field]]).toEqual([201, wanted]);
});
