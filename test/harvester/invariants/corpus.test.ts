import { caught } from '../../caught';
import { describeWithCorpus } from '../../corpus';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { apply, filesBelow, viewOf } from './view';

const CLOCK = { now: () => new Date('2026-03-01T10:00:00Z') };
const OPTIONS = { clock: CLOCK, actor: 'tester', createdAtOf: () => '2026-02-01T08:00:00Z' };

const REPORTED = [
  'name-mismatch claims/registry.yaml:14',
  'category-kustomization-missing claims/cli',
  'location-dangling .backstage/catalog-locations.yaml:8',
];

function rows(files: Record<string, string>): string[] {
  return verifyRepository(viewOf(files)).map(
    ({ code, path, line }) => `${code} ${path}${line ? `:${line}` : ''}`,
  );
}

describeWithCorpus('the real harvester repository', 'harvester', (folder) => {
  const files = filesBelow(folder);

  test('has exactly the known problems', () => {
    expect(rows(files).sort()).toEqual(
      [
        'orphan claims/infra/app-pvc',
        'orphan claims/other-resources/abrechnungen',
        'name-mismatch claims/other-resources/abrechnungen/volumeclaim.yaml:4',
        'registry-path claims/registry.yaml:24',
        'registry-category claims/registry.yaml:24',
        'registry-repository claims/registry.yaml:24',
        ...REPORTED,
      ].sort(),
    );
  });

  test('needs a word about its orphans', () => {
    expect(caught(() => planRepair(viewOf(files), OPTIONS))).toEqual(
      expect.objectContaining({
        code: 'orphans-undecided',
        kind: 'invariant',
        data: {
          orphans: ['claims/infra/app-pvc', 'claims/other-resources/abrechnungen'],
          plans: { remove: expect.anything(), register: expect.anything() },
        },
      }),
    );
  });

  test('loses the orphans and nothing else with --orphans=remove', () => {
    const { edits, left } = planRepair(viewOf(files), { ...OPTIONS, orphans: 'remove' });
    const after = apply(files, edits);
    expect(rows(after).sort()).toEqual([...REPORTED].sort());
    expect(left).toHaveLength(REPORTED.length);
    expect(Object.keys(files).filter((path) => !(path in after))).toEqual(
      Object.keys(files).filter((path) =>
        /^claims\/(infra\/app-pvc|other-resources\/abrechnungen)\//.test(path),
      ),
    );
    expect(after['.backstage/catalog-locations.yaml']).toBe(
      linesOf(files['.backstage/catalog-locations.yaml']!)
        .filter((line) => !line.includes('../claims/'))
        .join(''),
    );
    expect(after['claims/registry.yaml']).toBe(fixedRegistry(files['claims/registry.yaml']!));
  });

  test('lists the orphans again and changes nothing else with --orphans=register', () => {
    const { edits, left, repaired } = planRepair(viewOf(files), { ...OPTIONS, orphans: 'register' });
    const after = apply(files, edits);
    expect(rows(after).sort()).toEqual(
      [...REPORTED, 'name-mismatch claims/other-resources/abrechnungen/volumeclaim.yaml:4'].sort(),
    );
    expect(left).toHaveLength(4);
    expect(repaired.map(({ code }) => code)).toEqual([
      'orphan',
      'orphan',
      'registry-category',
      'registry-path',
      'registry-repository',
    ]);
    expect([...edits.keys()].sort()).toEqual([
      'claims/infra/kustomization.yaml',
      'claims/other-resources/kustomization.yaml',
      'claims/registry.yaml',
    ]);
    expect(after['claims/registry.yaml']?.startsWith(fixedRegistry(files['claims/registry.yaml']!))).toBe(
      true,
    );
    expect(after['claims/registry.yaml']).toContain('createdAt: "2026-02-01T08:00:00Z"');
  });

  test('has nothing more to fix after a repair', () => {
    const after = apply(files, planRepair(viewOf(files), { ...OPTIONS, orphans: 'register' }).edits);
    const again = planRepair(viewOf(after), OPTIONS);
    expect(again.edits.size).toBe(0);
    expect(again.repaired).toEqual([]);
  });
});

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** The three fields that the table names, replaced by hand. */
function fixedRegistry(text: string): string {
  return text
    .replace('category: ""\n', 'category: cli\n')
    .replace('repository: ""\n', 'repository: stuttgart-things/harvester\n')
    .replace('path: .\n', 'path: claims/cli/harborproject-demo-project.yaml\n');
}
