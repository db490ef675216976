import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';
import { runRegistry, type RunningRegistry } from '../../fixtures/registry-api/registry-api';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let api: RunningRegistry;
beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'registry.yaml');
  writeFileSync(path, THREE_CLAIMS);
  api = await runRegistry({ CLAIMS_REGISTRY_SOURCE: path });
});
afterEach(async () => {
  await api.close();
  folder.remove();
});

describe('a registry that became wrong', () => {
  it.each<[string, string | Buffer]>([
    ['no YAML', 'claims: ['],
    ['nothing', ''],
    ['comments alone', '# nothing\n'],
    ['an empty map', '{}\n'],
    ['another kind', 'kind: ConfigMap\nclaims: []\n'],
    ['a list', '- name: a\n'],
    ['a page of a proxy', '<!doctype html><title>Sign in</title>'],
    ['both schemas', `${THREE_CLAIMS}prod:\n- claimRef: a/b\n`],
    ['no UTF-8', Buffer.from([0x63, 0xff, 0xfe])],
    ['several documents', `${THREE_CLAIMS}---\nclaims: []\n`],
    ['an alias that contains itself', 'claims: &a\n- *a\n'],
    ['deep nesting', `claims: ${'['.repeat(10_000)}`],
  ])('is not served: %s', async (_what, text) => {
    const before = (await api.ask('GET', '/api/v1/claims')).text;
    writeFileSync(path, text);
    await api.sync();
    const { failure } = api.state();
    expect(failure).toMatchObject({ code: 'registry-unreadable', attempts: 1 });
    const list = await api.ask('GET', '/api/v1/claims');
    expect(list).toMatchObject({ status: 200, text: before });
    expect(list.headers.get('x-registry-stale')).toBe('registry-unreadable');
    expect(JSON.parse((await api.ask('GET', '/health')).text)).toMatchObject({
      status: 'healthy',
      stale: true,
    });
    expect(await api.ask('GET', '/readyz')).toMatchObject({
      status: 200,
      text: expect.stringContaining('"stale":true'),
    });
    const metrics = (await api.ask('GET', '/metrics')).text;
    expect(metrics).toMatch(/^claims_registry_stale 1$/m);
    expect(metrics).toMatch(/^claims_registry_claims 3$/m);
    expect((await api.ask('GET', '/status')).text).toContain('The registry could not be read');
    expect(api.log.join('')).toContain('Sync error: ');
  });

  it('is fresh again once it is right', async () => {
    writeFileSync(path, 'claims: [');
    await api.sync();
    writeFileSync(path, 'claims: []\n');
    await api.sync();
    expect(api.state().failure).toBeUndefined();
    const list = await api.ask('GET', '/api/v1/claims');
    expect(list.text).toBe('{"apiVersion":"claim-registry.io/v1alpha1","kind":"ClaimList","items":[]}\n');
    expect(list.headers.get('x-registry-stale')).toBeNull();
    expect((await api.ask('GET', '/status')).text).toContain('No claims yet');
  });
});

it('names of any kind are found, and are text on the page', async () => {
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202etxt.exe',
    '__proto__',
    'a b?c#d%',
    'ü💥',
    '.',
  ];
  const entries = names.map(
    (name) => `- name: ${JSON.stringify(name)}\n  category: ${JSON.stringify(name)}\n`,
  );
  writeFileSync(path, `claims:\n${entries.join('')}`);
  await api.sync();
  for (const name of names.filter((each) => each !== '.' && !each.includes('/'))) {
    const one = await api.ask('GET', `/api/v1/claims/${encodeURIComponent(name)}`);
    expect(JSON.parse(one.text)).toMatchObject({ name });
    const query = new URLSearchParams({ category: name }).toString();
    expect(JSON.parse((await api.ask('GET', `/api/v1/claims?${query}`)).text)).toMatchObject({
      items: [{ name }],
    });
  }
  const page = await api.ask('GET', `/status?q=${encodeURIComponent('"><script>alert(2)</script>')}`);
  expect(page.text + (await api.ask('GET', '/status')).text).not.toMatch(/<script|<img|\u202e/);
  expect(page.text).toContain('Nothing found');
});
