import { apply, claim, context, type Files, models, planOn, touched } from './target';

const database = (name: string, more = ''): string =>
  `apiVersion: acme.io/v1\nkind: Database\nmetadata:\n  name: ${name}\n${more}`;

/** A claim as it stands in a file of somebody. */
const standing = (path: string, file?: string): ReturnType<typeof claim> => {
  const { name } = claim(path);
  const object = { apiVersion: 'acme.io/v1', kind: 'Database', metadata: { name } };
  return { ...claim(path, { kind: 'Database', ...(file !== undefined && { file }) }), object };
};

const listOf = (files: Files, path: string): string =>
  (files[path] ?? '').replace(/^[^]*resources:/, 'resources:');

describe('a category that lists files in claim folders', () => {
  const files: Files = {
    'claims/infra/kustomization.yaml':
      'resources:\n- ./db/database.yaml # the first\n- cache/database.yaml\n',
    'claims/infra/db/database.yaml': database('db'),
    'claims/infra/cache/database.yaml': database('cache'),
  };
  const declared = [standing('infra/db', 'db/database.yaml'), standing('infra/cache', 'cache/database.yaml')];

  it('gets no further entry for what it lists already', () => {
    expect(touched(planOn(files, models(...declared)))).toEqual(['+claims/.claims/shop/infra.ledger']);
  });

  it('lists a new claim, and that is all that changes in it', () => {
    const after = apply(files, planOn(files, models(...declared, standing('infra/new', 'new.yaml'))));
    expect(after['claims/infra/kustomization.yaml']).toBe(
      'resources:\n- ./db/database.yaml # the first\n- cache/database.yaml\n- new.yaml\n',
    );
  });

  it('loses the entry of a claim that goes', () => {
    const adopted = apply(files, planOn(files, models(...declared)));
    const after = apply(adopted, planOn(adopted, models(...declared.slice(1))));
    expect(after['claims/infra/db/database.yaml']).toBeUndefined();
    expect(after['claims/infra/kustomization.yaml']).toBe('resources:\n- cache/database.yaml\n');
  });
});

describe('where something else lists a claim', () => {
  it.each<[string, Files]>([
    ['bases', { 'claims/infra/kustomization.yaml': 'bases:\n- db\n' }],
    [
      'a folder between',
      {
        'claims/infra/kustomization.yaml': 'resources:\n- all\n',
        'claims/infra/all/kustomization.yaml': 'resources:\n- ../db\n',
      },
    ],
    ['the root', { 'claims/kustomization.yaml': 'resources:\n- infra/db\n' }],
  ])('%s: nothing is listed again', (_what, lists) => {
    const files: Files = {
      ...lists,
      'claims/infra/db/database.yaml': database('db'),
      'claims/infra/db/kustomization.yaml': 'resources:\n- database.yaml\n',
    };
    const declared = standing('infra/db');
    const plan = planOn(files, models(declared));
    expect(touched(plan).filter((path) => path.endsWith('kustomization.yaml'))).toEqual([]);
  });
});

describe('a folder without kustomization', () => {
  const files: Files = {
    'claims/infra/database.yaml': database('db'),
    'claims/infra/quota.yaml': 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\n',
  };

  it('gets none, and nothing that would be applied beside a claim', () => {
    const declared = models(standing('infra/db', 'database.yaml'), standing('infra/new', 'new.yaml'));
    expect(touched(planOn(files, declared))).toEqual([
      '+claims/.claims/shop/infra.ledger',
      '+claims/infra/new.yaml',
    ]);
  });
});

describe('a new category', () => {
  it('is listed where the one beside it is', () => {
    const infra = claim('infra/a');
    const before = {
      'claims/kustomization.yaml': 'resources:\n- infra\n',
      ...apply({}, planOn({}, models(infra))),
    };
    const after = apply(before, planOn(before, models(infra, claim('apps/web'))));
    expect(listOf(after, 'claims/kustomization.yaml')).toContain('- apps\n');
    expect(listOf(after, 'claims/apps/kustomization.yaml')).toContain('- web\n');
  });
});

describe('a plan that would do more than it says', () => {
  const a = claim('infra/a');
  const b = claim('infra/b');
  const merged = apply({}, planOn({}, models(a, b)));
  const patched = {
    ...merged,
    'claims/infra/kustomization.yaml': `${merged['claims/infra/kustomization.yaml'] ?? ''}patches:\n- path: patch.yaml\n`,
    'claims/infra/patch.yaml': `apiVersion: ${a.object.apiVersion}\nkind: ${a.object.kind}\nmetadata:\n  name: a\n  namespace: ${a.object.metadata.namespace ?? 'default'}\n  labels: {x: y}\n`,
  };

  it('is refused where a patch needs what goes, with the file that does so', () => {
    expect(() => planOn(patched, models(b))).toThrow(
      expect.objectContaining({
        code: 'applied-set-changed',
        message: expect.stringMatching(
          /claims\/infra would no longer build: claims\/infra\/.*patch/,
        ) as string,
      }) as Error,
    );
  });

  it('is none where the patch is for another claim', () => {
    expect(touched(planOn(patched, models(a)))).toContain('-claims/infra/b/volumeclaim.yaml');
  });

  it('is compared by files where the folder does not build as it stands, and says so', () => {
    const broken = { ...merged, 'claims/infra/kustomization.yaml': 'resources:\n- a\n- b\n- gone\n' };
    const { warnings } = planOn(broken, models(a, b, claim('infra/c')));
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'applied-set-unknown',
        message: 'claims/infra does not build now: claims/infra/kustomization.yaml:4: gone does not exist',
      }),
    );
  });

  it('tells where it makes a folder build that does not', () => {
    const { 'claims/infra/b/kustomization.yaml': _, ...broken } = merged;
    const { warnings } = planOn(broken, models(a, b));
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'applied-set-unknown',
        message: expect.stringMatching(
          /^claims\/infra does not build .*; once this is merged it builds, and the cluster gets all of it$/,
        ) as string,
      }),
    );
  });

  it('is refused where an entry of another category leads to what goes', () => {
    const c = claim('apps/c');
    const both = apply({}, planOn({}, models(a, c)));
    const files = { ...both, 'claims/infra/kustomization.yaml': 'resources:\n- a\n- ../apps/c\n' };
    for (const left of [models(a), models(a, claim('apps/z', { metadataName: 'c' }))]) {
      expect(() => planOn(files, left)).toThrow(
        expect.objectContaining({
          code: 'applied-set-changed',
          message: expect.stringMatching(
            /^claims\/infra would no longer build: .*\.\.\/apps\/c does not exist/,
          ) as string,
        }) as Error,
      );
    }
  });
});

describe('claims that kustomizations put into two namespaces', () => {
  const declared = (name: string): ReturnType<typeof models> =>
    models(claim(`dev/${name}`, { metadataName: 'db' }), claim(`prod/${name}`, { metadataName: 'db' }));
  const written = apply({}, planOn({}, models(claim('dev/db'))));
  const other = apply({}, planOn({}, models(claim('prod/db'))));

  it('come each from the one in its own category when both get another name', () => {
    const both: Record<string, string> = { ...written, ...other };
    for (const category of ['dev', 'prod']) {
      const path = `claims/${category}/kustomization.yaml`;
      both[path] = `${both[path] ?? ''}namespace: ${category}\n`;
    }
    const entry = /claims:\n([^]*)$/.exec(written['claims/registry.yaml'] ?? '')?.[1] ?? '';
    both['claims/registry.yaml'] = `${other['claims/registry.yaml'] ?? ''}${entry}`;
    expect(planOn(both, declared('database')).changes).toMatchObject([
      { change: 'renamed', category: 'dev', from: 'dev/db' },
      { change: 'renamed', category: 'prod', from: 'prod/db' },
    ]);
  });
});

describe('a claim that moves', () => {
  const merged = apply({}, planOn({}, models(claim('infra/a'), claim('infra/b'))));
  const moved = (path: string): ReturnType<typeof planOn> =>
    planOn(merged, models(claim('infra/b'), claim(path, { metadataName: 'a' })));

  it('and loses one of its further objects at the same time takes the others along', () => {
    const map = (name: string): ReturnType<typeof claim>['object'] => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'default' },
    });
    const files = apply({}, planOn({}, models(claim('infra/a', { documents: [map('one'), map('two')] }))));
    const plan = planOn(files, models(claim('apps/a', { documents: [map('one')] })));
    expect(plan.changes).toMatchObject([
      { change: 'replaced', from: 'infra/a', deletes: [{ kind: 'ConfigMap', name: 'two' }] },
    ]);
  });

  it('inside of what is built together stays in the cluster', () => {
    expect(moved('infra/z').changes).toEqual([
      expect.not.objectContaining({ between: expect.anything() as object }),
    ]);
  });

  it('between two folders that are built says which', () => {
    expect(moved('apps/a').changes).toEqual([
      expect.objectContaining({ change: 'renamed', between: { from: 'claims/infra', to: 'claims/apps' } }),
    ]);
  });
});

describe('a claim file of several objects', () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'default' },
  };
  const both = claim('infra/a', { documents: [config] });
  const merged = apply({}, planOn({}, models(both)));

  it('is told by what goes from it, and stays applied', () => {
    const plan = planOn(merged, models(claim('infra/a')));
    expect(plan.changes).toEqual([
      expect.objectContaining({
        change: 'replaced',
        deletes: [expect.objectContaining({ name: 'settings' })],
      }),
    ]);
    expect(plan.warnings).toEqual([]);
  });

  it('is told by the claim when it goes as a whole', () => {
    const plan = planOn(merged, models());
    expect(plan.changes.map(({ change }) => change)).toEqual(['removed']);
  });
});

describe('a claim that nothing reaches', () => {
  it('is told so', () => {
    const files: Files = {
      'claims/infra/kustomization.yaml': 'resources: []\n',
      'claims/infra/old.yaml': database('old'),
    };
    const off = context({ artifacts: { kustomizations: false } });
    const { warnings } = planOn(files, models(standing('infra/new', 'new.yaml')), off);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'claim-not-applied', construct: 'infra/new' }),
    );
  });
});

describe('one object as two files say it', () => {
  const files = (prod: string): Files => ({
    'claims/dev/kustomization.yaml': 'namespace: dev\nresources:\n- db.yaml\n',
    'claims/prod/kustomization.yaml': `namespace: ${prod}\nresources:\n- db.yaml\n`,
    'claims/dev/db.yaml': database('db'),
    'claims/prod/db.yaml': database('db'),
  });
  const declared = {
    ...models(standing('dev/db', 'db.yaml'), standing('prod/db', 'db.yaml')),
    issues: [{ code: 'object-duplicate', message: 'both', construct: 'prod/db' }] as const,
  };

  it('is two where kustomizations put them into two namespaces', () => {
    expect(planOn(files('prod'), declared, context()).changes.map(({ change }) => change)).toEqual([
      'registry-only',
      'registry-only',
    ]);
  });

  it('is refused where they put them into one', () => {
    expect(() => planOn(files('dev'), declared)).toThrow(
      expect.objectContaining({ code: 'object-duplicate' }) as Error,
    );
  });
});
