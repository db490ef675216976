import { blobObjectId } from '../../../core/git/object-id';
import type { Plan } from '../../../core/plan';
import { formatLedger, type LedgerLine } from '../../../harvester/ledger';
import { caught } from '../../caught';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const OURS = 'claims/.claims/shop/infra.ledger';
const THEIRS = 'claims/.claims/web/infra.ledger';

const BY_HAND: Files = {
  'claims/infra/by-hand/volumeclaim.yaml':
    'apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata: {name: by-hand}\n',
  'claims/infra/by-hand/kustomization.yaml': 'resources: [volumeclaim.yaml]\n',
  'claims/infra/by-hand/catalog-info.yaml': 'kind: Component\nmetadata: {name: by-hand}\n',
  'claims/infra/hacky.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hacky}\n',
  'claims/infra/a/README.md': 'read me\n',
  'claims/infra/a/values.yaml': 'replicas: 3\n',
  'claims/infra/a/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n',
  'claims/infra/a/sub/patch.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  'claims/kustomization.yaml': 'resources: [infra]\n',
  'catalog-info.yaml': 'kind: Location\n',
  'README.md': 'hello\n',
  'apps/site/volumeclaim.yaml': 'kind: VolumeClaim\n',
};

/** Our `infra/a` and `infra/b`, `infra/site` of the project `web`, and files of people. */
function target(): Files {
  const ours = apply({}, planOn({}, models(claim('infra/a'), claim('infra/b'))));
  const web = context({ project: 'web' });
  return { ...apply(ours, planOn(ours, models(claim('infra/site')), web)), ...BY_HAND };
}

/** The target with lines put into our ledger. */
function forged(files: Files, ...lines: (Omit<LedgerLine, 'objectId'> & { objectId?: string })[]): Files {
  const added = lines.map(({ path, construct, objectId = blobObjectId(files[path] ?? '') }) => ({
    path,
    construct,
    objectId,
  }));
  return { ...files, [OURS]: (files[OURS] ?? '') + formatLedger(added).replace(/^.*\n/, '') };
}

function deleted(plan: Plan): string[] {
  return touched(plan)
    .filter((file) => file.startsWith('-'))
    .map((file) => file.slice(1));
}

const DECLARED = models(claim('infra/a'), claim('infra/b'));

describe('a line of our ledger that names what is not the claim’s', () => {
  it.each([
    ['the file of another project', 'infra/a', 'claims/infra/site/volumeclaim.yaml'],
    ['the file of another project as its claim', 'infra/site', 'claims/infra/site/volumeclaim.yaml'],
    [
      'a claim that is gone and the file of another project',
      'infra/gone',
      'claims/infra/site/catalog-info.yaml',
    ],
    ['the registry', 'infra/a', 'claims/registry.yaml'],
    ['our own ledger', 'infra/a', OURS],
    ['the ledger of another project', 'infra/a', THEIRS],
    ['the catalog locations', 'infra/a', '.backstage/catalog-locations.yaml'],
    ['the kustomization of the category', 'infra/a', 'claims/infra/kustomization.yaml'],
    [
      'the kustomization of the category for a claim called so',
      'infra/kustomization',
      'claims/infra/kustomization.yaml',
    ],
    ['the kustomization of the root', 'infra/a', 'claims/kustomization.yaml'],
    ['the root’s catalog-info', 'infra/a', 'catalog-info.yaml'],
    ['a file outside of the root', 'infra/a', 'README.md'],
    ['a folder beside the root', 'infra/a', 'apps/site/volumeclaim.yaml'],
    ['another claim of ours', 'infra/a', 'claims/infra/b/volumeclaim.yaml'],
    ['another claim of ours, for one that is gone', 'infra/gone', 'claims/infra/b/volumeclaim.yaml'],
    ['a folder made by hand', 'infra/a', 'claims/infra/by-hand/volumeclaim.yaml'],
    [
      'the kustomization of a folder made by hand',
      'infra/by-hand',
      'claims/infra/by-hand/kustomization.yaml',
    ],
    ['the catalog-info of a folder made by hand', 'infra/by-hand', 'claims/infra/by-hand/catalog-info.yaml'],
    ['the claim file of a folder made by hand', 'infra/by-hand', 'claims/infra/by-hand/volumeclaim.yaml'],
    ['a flat file of others', 'infra/a', 'claims/infra/hacky.yaml'],
    ['a flat file of others, for one that is gone', 'infra/gone', 'claims/infra/hacky.yaml'],
    ['a flat file of others, by its name', 'infra/hacky', 'claims/infra/hacky.yaml'],
    ['a text in the claim’s folder', 'infra/a', 'claims/infra/a/README.md'],
    ['values in the claim’s folder', 'infra/a', 'claims/infra/a/values.yaml'],
    ['another object in the claim’s folder', 'infra/a', 'claims/infra/a/extra.yaml'],
    ['a folder in the claim’s folder', 'infra/a', 'claims/infra/a/sub/patch.yaml'],
    ['a claim of another category', 'apps/a', 'claims/infra/a/volumeclaim.yaml'],
    ['a claim without category', 'a', 'claims/infra/by-hand/volumeclaim.yaml'],
    ['a claim without name', 'infra/', 'claims/infra/by-hand/volumeclaim.yaml'],
    ['a claim of three parts', 'infra/a/sub', 'claims/infra/a/sub/patch.yaml'],
    ['a claim that climbs', 'infra/..', 'claims/kustomization.yaml'],
    ['the ledger folder as a claim', 'infra/.claims', OURS],
  ])('does not count: %s', (_what, construct, path) => {
    const files = forged(target(), { construct, path });
    const plan = planOn(files, DECLARED);
    expect(deleted(plan)).toEqual([]);
    expect(plan.changes).toEqual([]);
    const number = (files[OURS] ?? '').trimEnd().split('\n').length;
    const [warning] = plan.warnings;
    expect(warning).toMatchObject({ code: 'ledger-line-uncounted', severity: 'warning' });
    expect(warning?.message.startsWith(`${OURS}:${number}: `)).toBe(true);
    const after = apply(files, plan);
    expect(after).toEqual(target());
    expect(planOn(after, DECLARED).warnings).toEqual([]);
  });

  it.each([
    'claims/infra/a/../b/volumeclaim.yaml',
    'claims/infra/a/./volumeclaim.yaml',
    'claims/infra/a//volumeclaim.yaml',
    './claims/infra/b/volumeclaim.yaml',
    '/claims/infra/b/volumeclaim.yaml',
    'claims\\infra\\b\\volumeclaim.yaml',
    'claims/infra/a/..\\b\\volumeclaim.yaml',
    'claims/infra/a/%2e%2e/b/volumeclaim.yaml',
    'claims/infra/a/%2Fetc',
    'claims/infra/A/volumeclaim.yaml',
    'Claims/infra/b/volumeclaim.yaml',
    'claims/infra/a/Kustomization',
    'claims/infra/a/KUSTOMIZATION.yaml',
    'claims/infra/kustomization.yml',
    'claims/infra/Kustomization.yaml',
    'claims/infra/catalog-info.yaml',
    'claims/infra/a',
    'claims/infra/a/',
    'claims/infra',
    'claims/infra/a/.git/config.yaml',
    '.git/config',
    'claims/.claims/shop/nested/.ledger',
    'claims/.claims/shop/nested//infra.ledger',
  ])('does not count: %j, even where a tree has such an entry', (path) => {
    const files = forged(
      { ...target(), [path]: 'apiVersion: v1\nkind: X\nmetadata: {name: a}\n' },
      { construct: 'infra/a', path },
    );
    const plan = planOn(files, DECLARED);
    expect(deleted(plan)).toEqual([]);
    expect(plan.warnings[0]?.code).toBe('ledger-line-uncounted');
    expect(apply(files, plan)[path]).toBe(files[path]);
  });

  it.each(['claims/infra/a/volumeclaim.yaml\u0000', 'claims/infra/a/volumeclaim.yaml\u2028x'])(
    'makes the ledger unreadable, with its line, where %j has a character that no ledger may have',
    (path) => {
      const files = forged({ ...target(), [path]: 'kind: X\n' }, { construct: 'infra/a', path });
      const error = caught(() => planOn(files, DECLARED));
      expect(error.code).toBe('ledger-unreadable');
      expect(error.message).toContain(`${OURS}:8: `);
    },
  );

  it('is not acted upon when its claim is removed, moved or overwritten either', () => {
    const paths = Object.keys(BY_HAND);
    const files = forged(target(), ...paths.map((path) => ({ path, construct: 'infra/a' })));
    for (const declared of [
      models(claim('infra/b')),
      models(claim('infra/b'), claim('apps/a')),
      models(claim('infra/b'), claim('infra/a', { template: 'other' })),
    ]) {
      for (const overwrite of [[], ['infra/a'], ['infra/a', 'apps/a', 'infra/b']]) {
        const after = apply(files, planOn(files, declared, context({ overwrite })));
        // A new category is listed where the other one is.
        const root = declared.claims.length > 1 && after['claims/apps/kustomization.yaml'] !== undefined;
        const listed: Files = {
          ...files,
          ...(root && { 'claims/kustomization.yaml': 'resources: [apps, infra]\n' }),
        };
        for (const path of paths) expect([path, after[path]]).toEqual([path, listed[path]]);
      }
    }
  });

  it('leaves a link and a submodule in the place of a file alone', () => {
    for (const mode of ['120000', '160000']) {
      const plan = planOn(target(), models(claim('infra/b')), context({ overwrite: ['infra/a'] }), [], {
        'claims/infra/a/volumeclaim.yaml': mode,
      });
      expect(deleted(plan)).toEqual([]);
      expect(plan.kept).toMatchObject([{ path: 'claims/infra/a/volumeclaim.yaml' }]);
    }
  });
});

describe('a line of our ledger about a version that it does not know', () => {
  const path = 'claims/infra/a/volumeclaim.yaml';

  it('is not a proof when a second line names the standing version', () => {
    const files = target();
    const edited = { ...files, [path]: `${files[path] ?? ''}# by hand\n` };
    const plan = planOn(forged(edited, { path, construct: 'infra/a' }), models(claim('infra/b')));
    expect(deleted(plan)).toEqual([]);
    expect(plan.kept).toMatchObject([{ path, reason: 'hand-edited-removal' }]);
  });

  it('does not hold up a removal when its file is something else', () => {
    const files = forged(target(), {
      path: 'claims/infra/a/values.yaml',
      construct: 'infra/a',
      objectId: '0'.repeat(40),
    });
    const plan = planOn(files, models(claim('infra/b')));
    expect(plan.changes.map(({ change, name }) => `${change} ${name}`)).toEqual(['removed a']);
    expect(deleted(plan).filter((each) => each.startsWith('claims/'))).toEqual([
      'claims/infra/a/catalog-info.yaml',
      'claims/infra/a/kustomization.yaml',
      path,
    ]);
  });
});

describe('two ledgers that name one file', () => {
  it('neither delete it', () => {
    const files = target();
    const line =
      (files[OURS] ?? '').split('\n').find((each) => each.includes('infra/a/volumeclaim.yaml')) ?? '';
    const both = { ...files, [THEIRS]: `${files[THEIRS] ?? ''}${line}\n` };
    const ours = planOn(both, models(claim('infra/b')));
    const theirs = planOn(both, models(claim('infra/site')), context({ project: 'web' }));
    const file = 'claims/infra/a/volumeclaim.yaml';
    expect(deleted(ours)).not.toContain(file);
    expect(deleted(theirs)).not.toContain(file);
    expect(ours.warnings[0]?.message).toContain("is listed by project 'web' too");
  });

  it('are not stopped by a line of the other that cannot be right', () => {
    const files = target();
    const line = `${'0'.repeat(40)}\tclaims/infra/a/volumeclaim.yaml\tapps/z\n`;
    const both = { ...files, [THEIRS]: `${files[THEIRS] ?? ''}${line}` };
    expect(touched(planOn(both, DECLARED))).toEqual([]);
  });
});

describe('a removal by the ledger', () => {
  it('is told as a removal, with every file and every object that goes', () => {
    const files = target();
    const second = 'claims/infra/a/configmap.yaml';
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    const plan = planOn(
      forged({ ...files, [second]: text }, { path: second, construct: 'infra/a' }),
      DECLARED,
    );
    expect(deleted(plan)).toEqual([second]);
    expect(plan.changes).toMatchObject([
      { change: 'replaced', name: 'a', deletes: [{ kind: 'ConfigMap', name: 'a' }], files: [second] },
    ]);
  });

  it('has no deletion that no change lists', () => {
    const files = target();
    for (const declared of [
      models(claim('infra/b')),
      models(claim('infra/b'), claim('apps/x', { metadataName: 'a' })),
    ]) {
      const plan = planOn(files, declared);
      const listed = new Set(plan.changes.flatMap((change) => change.files));
      const silent = deleted(plan).filter((path) => !listed.has(path) && !path.endsWith('.ledger'));
      expect(silent).toEqual([]);
    }
  });
});

describe('a ledger that cannot be read', () => {
  it.each([
    ['a conflict marker', (text: string) => `${text}<<<<<<< HEAD\n`],
    ['a newer version', (text: string) => text.replace('ledger 1', 'ledger 2')],
    ['something else', () => 'hello\n'],
    ['nothing', () => ''],
  ])('of another project stops nobody: %s', (_what, damage) => {
    const files = target();
    const damaged = { ...files, [THEIRS]: damage(files[THEIRS] ?? '') };
    const plan = planOn(damaged, models(claim('infra/a', { spec: { storage: '1Gi' } })));
    expect(plan.changes.map(({ change, name }) => `${change} ${name}`)).toEqual(['changed a', 'removed b']);
    expect(plan.warnings).toMatchObject([{ code: 'ledger-unreadable', severity: 'warning' }]);
    expect(plan.warnings[0]?.message).toMatch(/web\/infra\.ledger:\d+: /);
    expect(apply(damaged, plan)[THEIRS]).toBe(damaged[THEIRS]);
  });

  it('of ours is an error with its line', () => {
    const files = target();
    const damaged = { ...files, [OURS]: `${files[OURS] ?? ''}<<<<<<< HEAD\n` };
    const error = caught(() => planOn(damaged, DECLARED));
    expect(error.code).toBe('ledger-unreadable');
    expect(error.message).toContain(`${OURS}:8: `);
  });
});

describe('a line of our ledger about a file that claims share', () => {
  const PATH = 'claims/infra/db/all.yaml';
  const shared = (name: string): ReturnType<typeof claim> => claim(`infra/${name}`, { file: 'db/all.yaml' });
  const others = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hacky}\n';
  const registry = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n';
  const theirs = { [PATH]: others, 'claims/registry.yaml': registry };
  const files = { ...BY_HAND, ...apply(theirs, planOn(theirs, models(shared('a'), shared('b')), context())) };

  it.each([
    ['a claim that is gone, by the name of a document of others', 'infra/hacky'],
    ['a claim that is gone, by the kind and name of a document of others', 'infra/configmap-hacky'],
    ['a claim that is gone, by the name of a claim in another category', 'apps/a'],
    ['a claim that never was', 'infra/gone'],
    ['a claim that climbs', 'infra/..'],
  ])('takes no document for %s', (_what, construct) => {
    const after = forged(files, { construct, path: PATH });
    const plan = planOn(after, models(shared('a'), shared('b')));
    expect(deleted(plan)).toEqual([]);
    expect(apply(after, plan)[PATH]).toBe(files[PATH]);
    expect(plan.changes).toEqual([]);
  });

  it('takes no document of others together with a claim that goes, whatever it says of the file', () => {
    const whole = { ...files, [OURS]: (files[OURS] ?? '').replaceAll('\tpart', '') };
    expect(files[OURS]).toContain('\tpart\n');
    const plan = planOn(whole, models(shared('b')));
    expect(apply(whole, plan)[PATH]).toContain('name: b');
  });
});
