import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimModel } from '../../../core/claim-model';
import { expectGolden, readGolden, writeTree } from '../../golden-folder';
import { apply, claim, context, models, planOn, touched } from './target';

/** What the program declared when the tree `life-of-a-claim/before` was written. */
const DATA = claim('infra/data', { spec: { storage: '20Gi', storageClassName: 'longhorn' } });
const SHOP = claim('apps/shop', {
  kind: 'Database',
  spec: { engine: 'postgres', version: '16' },
  dependsOn: ['infra/data'],
});
const LATER = context({}, '2026-09-09T09:09:09Z');

/** Event of a claim's life → what the program declares after it, and exactly the files that may then differ. */
const EVENTS: Readonly<Record<string, { declared: ClaimModel[]; change: string; files: string[] }>> = {
  added: {
    declared: [DATA, SHOP, claim('infra/cache', { kind: 'Cache', spec: { size: 'small' } })],
    change: 'added',
    files: [
      '~.backstage/catalog-locations.yaml',
      '~claims/.claims/shop/infra.ledger',
      '+claims/infra/cache/cache.yaml',
      '+claims/infra/cache/catalog-info.yaml',
      '+claims/infra/cache/kustomization.yaml',
      '~claims/infra/kustomization.yaml',
      '~claims/registry.yaml',
    ],
  },
  changed: {
    declared: [claim('infra/data', { spec: { storage: '40Gi', storageClassName: 'longhorn' } }), SHOP],
    change: 'changed',
    files: ['~claims/.claims/shop/infra.ledger', '~claims/infra/data/volumeclaim.yaml'],
  },
  renamed: {
    declared: [
      claim('storage/shop-data', {
        ...DATA,
        constructPath: 'storage/shop-data',
        category: 'storage',
        name: 'shop-data',
        metadataName: 'data',
        spec: { storage: '20Gi', storageClassName: 'longhorn' },
      }),
      { ...SHOP, dependsOn: ['storage/shop-data'] },
    ],
    change: 'renamed',
    files: [
      '~.backstage/catalog-locations.yaml',
      '~claims/.claims/shop/apps.ledger',
      '-claims/.claims/shop/infra.ledger',
      '+claims/.claims/shop/storage.ledger',
      '~claims/apps/shop/catalog-info.yaml',
      '-claims/infra/data/catalog-info.yaml',
      '-claims/infra/data/kustomization.yaml',
      '-claims/infra/data/volumeclaim.yaml',
      '~claims/infra/kustomization.yaml',
      '~claims/registry.yaml',
      '+claims/storage/kustomization.yaml',
      '+claims/storage/shop-data/catalog-info.yaml',
      '+claims/storage/shop-data/kustomization.yaml',
      '+claims/storage/shop-data/volumeclaim.yaml',
    ],
  },
  replaced: {
    declared: [
      claim('infra/data', { namespace: 'prod', spec: { storage: '20Gi', storageClassName: 'longhorn' } }),
      SHOP,
    ],
    change: 'replaced',
    files: [
      '~claims/.claims/shop/infra.ledger',
      '~claims/infra/data/volumeclaim.yaml',
      '~claims/registry.yaml',
    ],
  },
  removed: {
    declared: [DATA],
    change: 'removed',
    files: [
      '~.backstage/catalog-locations.yaml',
      '-claims/.claims/shop/apps.ledger',
      '~claims/apps/kustomization.yaml',
      '-claims/apps/shop/catalog-info.yaml',
      '-claims/apps/shop/database.yaml',
      '-claims/apps/shop/kustomization.yaml',
      '~claims/registry.yaml',
    ],
  },
};

describe('the life of a claim', () => {
  it('starts from a tree in which people have entries and comments of their own', () => {
    const byHand = readGolden('life-of-a-claim/by-hand');
    expectGolden('life-of-a-claim/before', apply(byHand, planOn(byHand, models(DATA, SHOP))));
  });

  it.each(Object.keys(EVENTS))('"%s" touches exactly the files of the contract', (event) => {
    const { declared, change, files } = EVENTS[event]!;
    const before = readGolden('life-of-a-claim/before');
    const plan = planOn(before, models(...declared), LATER);
    expect(plan.changes.map((entry) => entry.change)).toContain(change);
    expect(touched(plan)).toEqual([...files].sort((a, b) => (a.slice(1) < b.slice(1) ? -1 : 1)));
    expectGolden(`life-of-a-claim/${event}`, apply(before, plan));
  });

  it('leaves no file and no line of a removed claim', () => {
    const after = readGolden('life-of-a-claim/removed');
    const left = Object.entries(after).filter(
      ([path, text]) => path.includes('shop') || /\bshop$/m.test(text),
    );
    expect(left.map(([path]) => path)).toEqual(['claims/.claims/shop/infra.ledger']);
  });
});

const kustomize = ['kustomize', 'kubectl'].find(
  (name) => spawnSync(name, ['version', '--client'], { stdio: 'ignore' }).status === 0,
);
const describeWithKustomize = kustomize === undefined ? describe.skip : describe;

describeWithKustomize('kustomize', () => {
  const build = (folder: string) =>
    kustomize === 'kubectl'
      ? spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' })
      : spawnSync('kustomize', ['build', folder], { encoding: 'utf8' });

  it.each(Object.keys(EVENTS))('builds every category that has claims after "%s"', (event) => {
    const files = readGolden(`life-of-a-claim/${event}`);
    const folder = mkdtempSync(join(tmpdir(), 'claims-kustomize-'));
    try {
      writeTree(folder, files);
      for (const [path, text] of Object.entries(files)) {
        const category = /^claims\/([^/]+)\/kustomization\.yaml$/.exec(path)?.[1];
        if (category === undefined || text.includes('resources: []')) continue;
        const { status, stdout, stderr } = build(join(folder, 'claims', category));
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(stdout).toContain('kind: ');
        expect(stdout).not.toMatch(/kind: (Component|ClaimRegistry)/);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
