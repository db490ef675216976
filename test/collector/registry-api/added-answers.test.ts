import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';
import { runRegistry, type RunningRegistry } from '../../fixtures/registry-api/registry-api';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';

let folder: ReturnType<typeof temporaryFolder>;
let api: RunningRegistry | undefined;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'claims'));
});
afterEach(async () => {
  await api?.close();
  api = undefined;
  folder.remove();
});

const write = (text: string | Buffer): void => {
  writeFileSync(join(folder.path, 'claims/registry.yaml'), text);
};
async function serve(text: string): Promise<RunningRegistry> {
  write(text);
  return (api = await runRegistry({ CLAIMS_REGISTRY_SOURCE: folder.path }));
}
interface List {
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly metadata?: { readonly continue?: string; readonly remainingItemCount?: number };
}
const list = async (query = ''): Promise<List> =>
  JSON.parse((await api!.ask('GET', `/api/v1/claims${query}`)).text) as List;

describe('a claim', () => {
  it('has what the collector wrote behind the original’s fields, and only where it is there', async () => {
    await serve(
      `${THREE_CLAIMS}      statusMessage: "Instance x: QuotaExceeded"\n      lastCheckedAt: "2026-03-01T10:00:00Z"\n      cluster: prod-eu\n      cause: Instance x\n      unknown: field\n`,
    );
    const { items } = await list();
    expect(Object.keys(items[0]!)).toHaveLength(10);
    expect(Object.keys(items[2]!).slice(9)).toEqual([
      'status',
      'statusMessage',
      'lastCheckedAt',
      'cluster',
      'cause',
    ]);
    expect(items[2]).toMatchObject({ cluster: 'prod-eu', cause: 'Instance x' });
  });

  it('has text for every scalar, as it stands in the file', async () => {
    await serve(
      'claims:\n- name: 7\n  category: yes\n  namespace: 5\n  createdAt: 2026-02-05T10:58:00Z\n  createdBy: ~\n',
    );
    const { items } = await list();
    expect(items[0]).toMatchObject({
      name: '7',
      category: 'yes',
      namespace: '5',
      createdAt: '2026-02-05T10:58:00Z',
      createdBy: '',
      status: '',
    });
  });

  it('comes from a status collector’s map, too', async () => {
    await serve(
      'prod-eu:\n- name: db\n  namespace: shop\n  claimRef: shop/db\n  statusMessage: Ready\n  lastCheckedAt: "x"\nlab:\n- name: db\n  namespace: shop\n  claimRef: shop/db\n  statusMessage: Ready=False\n',
    );
    expect((await list('?cluster=lab')).items).toEqual([
      expect.objectContaining({
        name: 'db',
        cluster: 'lab',
        claimRef: 'shop/db',
        statusMessage: 'Ready=False',
      }),
    ]);
    expect((await list('?namespace=shop')).items).toHaveLength(2);
  });

  it('is the first of its name, as in the original; all of them are in the list', async () => {
    await serve('claims:\n- name: db\n  category: a\n- name: db\n  category: b\n');
    expect(JSON.parse((await api!.ask('GET', '/api/v1/claims/db')).text)).toMatchObject({ category: 'a' });
    expect((await list('?q=db')).items).toMatchObject([{ category: 'a' }, { category: 'b' }]);
  });

  it('is written as Go writes it', async () => {
    await serve('claims:\n- name: "<b> & \\u2028 \\ud800"\n  category: a\n');
    expect((await api!.ask('GET', '/api/v1/claims')).text).toContain(
      '"name":"\\u003cb\\u003e \\u0026 \\u2028 \ufffd"',
    );
  });
});

describe('a query', () => {
  it('finds text wherever people look, in whatever case', async () => {
    await serve(THREE_CLAIMS);
    expect((await list('?q=HARVESTERVM')).items).toMatchObject([{ name: 'dev-box' }]);
    expect((await list('?q=infra&status=active')).items).toMatchObject([{ name: 'app-pvc' }]);
    expect((await list('?q=acme')).items).toEqual([]);
  });

  it('gives pages that together are the list, in its order', async () => {
    await serve(THREE_CLAIMS);
    const first = await api!.ask('GET', '/api/v1/claims?pageSize=2&q=a');
    const { items, metadata } = JSON.parse(first.text) as List;
    expect(metadata).toEqual({ continue: expect.any(String), remainingItemCount: 1 });
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(new URLSearchParams(next.split('?')[1]).get('continue')).toBe(metadata?.continue);
    const last = JSON.parse((await api!.ask('GET', next)).text) as List;
    expect([...items, ...last.items]).toEqual((await list()).items);
    expect(last.metadata).toEqual({});
  });

  it.each(['pageSize=0', 'pageSize=1001', 'pageSize=x', 'pageSize=-1', 'continue=x', 'continue=1.'])(
    'is refused: %s',
    async (query) => {
      await serve(THREE_CLAIMS);
      const reply = await api!.ask('GET', `/api/v1/claims?${query}`);
      expect(reply.status).toBe(400);
      expect(JSON.parse(reply.text)).toEqual({ error: expect.any(String) });
    },
  );

  it('of a page of a registry that has changed is gone', async () => {
    await serve(THREE_CLAIMS);
    const token = (await list('?pageSize=1')).metadata?.continue ?? '';
    write(THREE_CLAIMS.replace('status: error', 'status: active'));
    await api!.sync();
    expect((await api!.ask('GET', `/api/v1/claims?pageSize=1&continue=${token}`)).status).toBe(410);
  });
});

describe('an answer that a client has already', () => {
  it('is not sent again until it changes', async () => {
    await serve(THREE_CLAIMS);
    for (const path of ['/api/v1/claims', '/api/v1/claims?category=infra', '/api/v1/claims/dev-box']) {
      const tag = (await api!.ask('GET', path)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]+"$/);
      for (const given of [tag, `"x", W/${tag}`, '*']) {
        const known = await api!.ask('GET', path, { 'if-none-match': given });
        expect(known).toMatchObject({ status: 304, text: '' });
        expect(known.headers.get('etag')).toBe(tag);
      }
      expect((await api!.ask('GET', path, { 'if-none-match': '"x"' })).status).toBe(200);
      write(`${THREE_CLAIMS}# ${path}\n`.replace('status: error', `status: "${path}"`));
      await api!.sync();
      expect((await api!.ask('GET', path, { 'if-none-match': tag })).status).toBe(200);
      write(THREE_CLAIMS);
      await api!.sync();
    }
  });

  it('says when the source was read', async () => {
    await serve(THREE_CLAIMS);
    const { headers } = await api!.ask('GET', '/api/v1/claims/hacky');
    expect(headers.get('x-registry-synced-at')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(headers.get('x-registry-stale')).toBeNull();
  });
});
