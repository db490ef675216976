import fc from 'fast-check';
import { blobObjectId } from '../../../core/git/object-id';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const NO_ID = '0'.repeat(40);

/** What people and other projects have in the target; each is also a file that a ledger may be made to name. */
const OTHERS: Files = {
  'README.md': 'hello\n',
  'catalog-info.yaml': 'kind: Location\n',
  'claims/kustomization.yaml': 'resources: [infra]\n',
  'claims/.claims/notes.txt': 'what ledgers are\n',
  'claims/infra/hacky.yaml': manifest('VolumeClaim', 'hacky'),
  'claims/apps/hacky.yml': manifest('Database', 'gone'),
  'claims/infra/by-hand/volumeclaim.yaml': manifest('VolumeClaim', 'by-hand'),
  'claims/infra/by-hand/kustomization.yaml': 'resources: [volumeclaim.yaml]\n',
  'claims/infra/by-hand/catalog-info.yaml': 'kind: Component\nmetadata: {name: by-hand}\n',
  'claims/apps/fixed/README.md': 'read me\n',
  'claims/apps/fixed/values.yaml': 'replicas: 3\n',
  'claims/apps/fixed/extra.yaml': manifest('ConfigMap', 'fixed'),
  'claims/apps/fixed/sub/extra.yaml': manifest('Database', 'fixed'),
  'claims/apps/fixed/kustomization.yml': 'resources: [extra.yaml]\n',
  'packer/ubuntu/catalog-info.yaml': 'kind: Component\n',
};

function manifest(kind: string, name: string): string {
  return `apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
}

const FIXED = claim('apps/fixed', { kind: 'Database' });
const THEIRS = models(claim('infra/theirs'), claim('apps/theirs', { kind: 'Database' }));

interface Forged {
  readonly ledger: string;
  readonly construct: number;
  readonly path: number;
  readonly spelling: number;
  readonly id: 'standing' | 'none' | 'other';
}

const forged = fc.array(
  fc.record<Forged>({
    ledger: fc.constantFrom('infra', 'apps', 'other-resources', 'none', '..', 'infra/nested'),
    construct: fc.nat(1000),
    path: fc.nat(1000),
    spelling: fc.nat(20),
    id: fc.constantFrom('standing', 'standing', 'standing', 'none', 'other'),
  }),
  { minLength: 1, maxLength: 6 },
);

const CONSTRUCTS = [
  'infra/gone',
  'infra/by-hand',
  'infra/theirs',
  'apps/theirs',
  'infra/hacky',
  'apps/fixed',
  'apps',
  ' ',
  '/',
  'infra/',
  'infra/..',
  'infra/.',
  'apps/fixed/sub',
  'Infra/by-hand',
];

const SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => `./${path}`,
  (path) => `/${path}`,
  (path) => path.replace('/', '//'),
  (path) => path.replace(/\//g, '\\'),
  (path) => path.replace(/\//g, '%2F'),
  (path) => `claims/apps/fixed/../../../${path}`,
  (path) => path.toUpperCase(),
  (path) => path.slice(0, path.lastIndexOf('/')),
];

function forge(files: Files, lines: readonly Forged[], constructs: readonly string[]): Files {
  const after: Record<string, string> = { ...files };
  const paths = Object.keys(files);
  for (const { ledger, construct, path, spelling, id } of lines) {
    const named = paths[path % paths.length] ?? '';
    const spelled = SPELLINGS[spelling]?.(named) ?? named;
    const objectId = {
      standing: blobObjectId(files[named] ?? ''),
      none: NO_ID,
      other: blobObjectId('other'),
    }[id];
    // Half of the lines name the claim that the path itself speaks of.
    const [, category, name] = named.split('/');
    const whose =
      construct % 2 === 0 ? `${category}/${name}` : (constructs[construct % constructs.length] ?? '');
    const place = `claims/.claims/shop/${ledger}.ledger`;
    after[place] = `${after[place] ?? '# cdk8s-claims ledger 1\n'}${objectId}\t${spelled}\t${whose}\n`;
  }
  return after;
}

const isShared = (path: string): boolean =>
  /^claims\/(?:[^/]+\/)?kustomization\.yaml$|registry\.yaml$|catalog-locations\.yaml$/.test(path);

describe('lines put into our ledgers by others', () => {
  it('delete no file of others, no shared file, and none of another claim', () => {
    fc.assert(
      fc.property(claimSet, claimSet, forged, fc.boolean(), (first, second, lines, asksToOverwrite) => {
        const before = [FIXED, ...first.filter(isFree)];
        const later = [FIXED, ...second.filter(isFree)];
        const ours = apply({}, planOn({}, models(...before)));
        const target: Files = {
          ...apply(ours, planOn(ours, THEIRS, context({ project: 'web' }))),
          ...OTHERS,
        };
        const own = new Set(Object.keys(ours).filter((path) => !isShared(path)));
        const constructs = [...CONSTRUCTS, ...before.map(({ constructPath }) => constructPath)];
        const attacked = forge(target, lines, constructs);
        const overwrite = asksToOverwrite ? constructs : [];
        const plan = planOn(attacked, models(...later), context({ overwrite }));
        const after = apply(attacked, plan);
        for (const [path, text] of Object.entries(target)) {
          if (own.has(path) || path.startsWith('claims/.claims/shop/')) continue;
          if (isShared(path)) expect([path, typeof after[path]]).toEqual([path, 'string']);
          else expect([path, after[path]]).toEqual([path, text]);
        }
        // What stays declared is as if nobody had put anything anywhere, and what goes is told under its claim.
        const expected = apply(target, planOn(target, models(...later), context({ overwrite })));
        const held = new Set(plan.kept.map(({ category, name }) => `${category}/${name}`));
        const changed = new Set(plan.changes.map(({ category, name }) => `${category}/${name}`));
        const disputed = lines.some(({ id }) => id !== 'standing');
        for (const { constructPath } of later) {
          // A line with another id says that a person changed the file: the claim may wait for a word, nothing of it goes.
          if (disputed && held.has(constructPath) && !changed.has(constructPath)) continue;
          for (const path of Object.keys(expected)) {
            if (path.startsWith(`claims/${constructPath}/`)) {
              expect([path, after[path]]).toEqual([path, expected[path]]);
            }
          }
        }
        const told = new Set(plan.changes.flatMap((change) => change.files));
        const deleted = touched(plan).filter((file) => file.startsWith('-') && !file.endsWith('.ledger'));
        expect(deleted.filter((file) => !told.has(file.slice(1)))).toEqual([]);
        expect(touched(planOn(after, models(...later), context({ overwrite })))).toEqual([]);
      }),
      { numRuns: runs(15, 10_000), seed: seed() },
    );
  });
});

function isFree({ constructPath }: { readonly constructPath: string }): boolean {
  return !/\/(fixed|theirs|hacky|by-hand|gone)$/.test(constructPath);
}

test('no file of a claim that nobody but a ledger knows is given up, whatever is overwritten', () => {
  const later = models(FIXED, claim('infra/a'));
  const target: Files = { ...apply({}, planOn({}, later)), ...OTHERS };
  const ledger = 'claims/.claims/shop/infra.ledger';
  const lines = ['volumeclaim.yaml', 'kustomization.yaml', 'catalog-info.yaml'].map(
    (name) => `${blobObjectId('other')}\tclaims/infra/by-hand/${name}\tinfra/by-hand\n`,
  );
  const attacked = { ...target, [ledger]: `${target[ledger] ?? ''}${lines.join('')}` };
  const after = apply(attacked, planOn(attacked, later, context({ overwrite: ['infra/by-hand'] })));
  for (const [path, text] of Object.entries(OTHERS)) expect([path, after[path]]).toEqual([path, text]);
});
