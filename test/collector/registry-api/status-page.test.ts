import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClaimSnapshot } from '../../../collector/registry-api/snapshot/claim-snapshot';
import { docsPage } from '../../../collector/registry-api/page/docs-page';
import { statusPage } from '../../../collector/registry-api/page/status-page';
import { StatusIndex } from '../../../collector/registry-api/page/status-view';
import { PAGE_HEADERS, STYLES } from '../../../collector/registry-api/page/styles';
import { openApiDocument } from '../../../collector/registry-api/wire/open-api';

const GOLDEN = join(__dirname, '../../golden/registry-page');
const NOW = Date.parse('2026-03-10T12:00:00Z');

interface Sample {
  readonly name: string;
  readonly category: string;
  readonly status: string;
  readonly cluster?: string;
  readonly message?: string;
  readonly created?: string;
}

async function page(samples: readonly Sample[], query = '', isStale = false): Promise<string> {
  const entries = samples.map(
    ({ name, category, status, cluster, message, created }) => `- name: ${JSON.stringify(name)}
  template: volumeclaim
  category: ${category}
  namespace: shop
  createdAt: ${JSON.stringify(created ?? '2026-03-01T12:00:00Z')}
  status: ${status}
  lastCheckedAt: "2026-03-10T11:58:00Z"
${cluster === undefined ? '' : `  cluster: ${cluster}\n`}${message === undefined ? '' : `  statusMessage: ${JSON.stringify(message)}\n`}`,
  );
  const { items } = await ClaimSnapshot.of(
    `claims:${entries.length === 0 ? ' []' : `\n${entries.join('')}`}`,
    'r.yaml',
  );
  const failure = {
    code: 'x',
    isAway: true,
    message: 'git.example.org does not answer',
    since: NOW - 300_000,
    attempts: 2,
  };
  const frame = {
    source: 'https://git.example.org/platform/harvester main:claims/registry.yaml',
    syncedAt: NOW - 330_000,
    now: NOW,
    failure: isStale ? failure : undefined,
    version: '1.2.3',
  };
  return statusPage(new StatusIndex(items).view(query), frame);
}

const SAMPLES: readonly Sample[] = [
  { name: 'images', category: 'apps', status: 'active', cluster: 'prod-us' },
  {
    name: 'orders-db',
    category: 'apps',
    status: 'error',
    cluster: 'prod-eu',
    message: 'Instance orders-db-x7f2p: QuotaExceeded: no more instances',
  },
  {
    name: 'queue',
    category: 'apps',
    status: 'creating',
    cluster: 'prod-eu',
    message: 'waiting',
    created: 'yesterday',
  },
  {
    name: 'runner',
    category: 'infra',
    status: 'unknown',
    cluster: 'prod-eu',
    message: `long ${'word '.repeat(60)}💥`,
  },
  {
    name: '<script>alert(1)</script>',
    category: 'infra',
    status: '"\\"><b>"',
    message: 'a\u202eb\u0000c\nd',
  },
];

/** `UPDATE_GOLDEN=1` writes what is compared; look at it in a browser then. */
function expectGolden(name: string, text: string): void {
  const file = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

it('shows claims by category, what needs a person first, and how fresh that is', async () => {
  expectGolden('status.html', await page(SAMPLES, '', true));
});

it('describes the API without scripts', () => {
  expectGolden('docs.html', docsPage(openApiDocument('1.2.3')));
});

it('shows what is asked for, and what was asked for stays', async () => {
  const found = await page(SAMPLES, 'q=QUOTA&cluster=prod-eu&state=failing');
  expect(found).toContain('orders-db');
  expect(found).not.toContain('runner');
  expect(found).toContain('value="QUOTA"');
  expect(found).toMatch(/<option\s+value="prod-eu"\s+selected/);
  expect(found).toContain('href="/status?q=QUOTA&#38;cluster=prod-eu&#38;state=unknown"');
});

it('has pages of 200', async () => {
  const many = Array.from({ length: 450 }, (_, index) => ({
    name: `claim-${String(index).padStart(3, '0')}`,
    category: 'a',
    status: 'active',
  }));
  const last = await page(many, 'page=3');
  expect(last.match(/<tr>/g)).toHaveLength(1 + 50);
  expect(last).toContain('Page 3 of 3');
  expect(last).toContain('450 claims');
  for (const query of ['page=99', 'page=0', 'page=x', 'page=-1']) {
    expect(await page(many, query)).toContain(' of 3');
  }
});

it('says where there is nothing', async () => {
  expect(await page([])).toContain('No claims yet');
  expect(await page(SAMPLES, 'q=nothing')).toContain('Nothing found');
});

it('lets browsers load its own style sheet alone', async () => {
  const html = await page(SAMPLES);
  expect(html).toContain(`<style>${STYLES}</style>`);
  expect(html).not.toMatch(/ style=|<script| on[a-z]+="/);
  expect(PAGE_HEADERS['Content-Security-Policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /,
  );
});
