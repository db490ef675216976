import { parse } from 'yaml';
import { blobObjectId } from '../../../core/git/object-id';
import type { Plan } from '../../../core/plan';
import { EMPTY_SNAPSHOT } from '../../../core/snapshot';
import { buildPlan } from '../../../synth/plan/build-plan';
import { createPlanner } from '../../../synth/plan/planner';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

const EMPTY: Files = {};
const LEDGER = 'claims/.claims/shop/infra.ledger';

function planned(...claims: Parameters<typeof models>): Files {
  return apply(EMPTY, planOn(EMPTY, models(...claims)));
}

describe('planning against a target', () => {
  it('writes all files of the harvester layout for an added claim', () => {
    const plan = planOn(EMPTY, models(claim('infra/app-pvc')));
    expect(touched(plan)).toEqual([
      '+.backstage/catalog-locations.yaml',
      `+${LEDGER}`,
      '+claims/infra/app-pvc/catalog-info.yaml',
      '+claims/infra/app-pvc/kustomization.yaml',
      '+claims/infra/app-pvc/volumeclaim.yaml',
      '+claims/infra/kustomization.yaml',
      '+claims/registry.yaml',
    ]);
    expect(plan.changes).toMatchObject([
      {
        change: 'added',
        kind: 'VolumeClaim',
        category: 'infra',
        name: 'app-pvc',
        source: { line: 7, construct: 'infra/app-pvc' },
      },
    ]);
    expect(parse(apply(EMPTY, plan)['claims/registry.yaml'] ?? '')).toEqual({
      apiVersion: 'claim-registry.io/v1alpha1',
      kind: 'ClaimRegistry',
      claims: [
        {
          name: 'app-pvc',
          template: 'volumeclaim',
          category: 'infra',
          namespace: 'default',
          createdAt: '2026-03-01T12:00:00Z',
          createdBy: 'jane',
          source: 'synth',
          repository: 'acme/harvester',
          path: 'claims/infra/app-pvc',
        },
      ],
    });
  });

  it('changes nothing when the target already holds the plan, whatever the clock says', () => {
    const files = planned(claim('infra/app-pvc'), claim('apps/shop', { kind: 'Database' }));
    const again = planOn(
      files,
      models(claim('infra/app-pvc'), claim('apps/shop', { kind: 'Database' })),
      context({}, '2030-01-01T00:00:00Z'),
    );
    expect(touched(again)).toEqual([]);
    expect(again.changes).toEqual([]);
  });

  it('touches only the claim file and its ledger when a field changes, and names the field', () => {
    const files = planned(claim('infra/app-pvc'), claim('infra/other'));
    const plan = planOn(
      files,
      models(claim('infra/app-pvc', { spec: { storage: '40Gi' } }), claim('infra/other')),
    );
    expect(touched(plan)).toEqual([`~${LEDGER}`, '~claims/infra/app-pvc/volumeclaim.yaml']);
    expect(plan.changes).toMatchObject([
      {
        change: 'changed',
        name: 'app-pvc',
        fields: [{ path: 'spec.storage', before: '20Gi', after: '40Gi' }],
      },
    ]);
  });

  it('moves the files of a renamed claim and keeps createdAt, createdBy and status of its entry', () => {
    const before = planned(claim('infra/app-pvc'));
    const files = {
      ...before,
      'claims/registry.yaml':
        (before['claims/registry.yaml'] ?? '').replace('jane', 'patrick') + '      status: active\n',
    };
    const plan = planOn(
      files,
      models(claim('apps/data', { metadataName: 'app-pvc' })),
      context({}, '2027-01-01T00:00:00Z'),
    );
    expect(plan.changes).toMatchObject([
      {
        change: 'renamed',
        from: 'infra/app-pvc',
        category: 'apps',
        name: 'data',
        before: { name: 'app-pvc' },
        after: { name: 'app-pvc' },
      },
    ]);
    const after = apply(files, plan);
    expect(Object.keys(after).filter((path) => path.startsWith('claims/infra/'))).toEqual([
      'claims/infra/kustomization.yaml',
    ]);
    expect(after[LEDGER]).toBeUndefined();
    expect(parse(after['claims/registry.yaml'] ?? '').claims).toMatchObject([
      {
        name: 'data',
        category: 'apps',
        path: 'claims/apps/data',
        createdAt: '2026-03-01T12:00:00Z',
        createdBy: 'patrick',
        status: 'active',
      },
    ]);
    expect(after['.backstage/catalog-locations.yaml']).toContain('../claims/apps/data/catalog-info.yaml');
    expect(after['.backstage/catalog-locations.yaml']).not.toContain('infra/app-pvc');
  });

  it.each([
    ['kind', claim('infra/app-pvc', { kind: 'Database' })],
    ['namespace', claim('infra/app-pvc', { namespace: 'prod' })],
    ['metadata.name', claim('infra/app-pvc', { metadataName: 'data' })],
  ])(
    'says "replaced" when the %s of a construct changes, and leaves no old claim file',
    (_field, changed) => {
      const files = planned(claim('infra/app-pvc'));
      const plan = planOn(files, models(changed));
      expect(plan.changes).toMatchObject([
        { change: 'replaced', before: { name: 'app-pvc', kind: 'VolumeClaim' } },
      ]);
      const after = apply(files, plan);
      const own = Object.keys(after).filter(
        (path) => path.startsWith('claims/infra/app-pvc/') && !/kustomization|catalog/.test(path),
      );
      expect(own).toEqual([`claims/infra/app-pvc/${changed.template}.yaml`]);
      expect(parse(after['claims/infra/app-pvc/kustomization.yaml'] ?? '').resources).toEqual([
        `${changed.template}.yaml`,
      ]);
    },
  );

  it('removes exactly what adding made', () => {
    const one = planned(claim('infra/app-pvc'));
    const two = apply(one, planOn(one, models(claim('infra/app-pvc'), claim('infra/temp'))));
    const plan = planOn(two, models(claim('infra/app-pvc')));
    expect(plan.changes).toMatchObject([
      { change: 'removed', name: 'temp', before: { kind: 'VolumeClaim' } },
    ]);
    expect(apply(two, plan)).toEqual(one);
  });

  it('takes createdAt from the head of the open request, so that time alone makes no difference', () => {
    const first = planOn(EMPTY, models(claim('infra/app-pvc')));
    const registry = first.files.find((file) => file.path === 'claims/registry.yaml')?.content;
    const later = createdLater(registry);
    expect(later.files.find((file) => file.path === 'claims/registry.yaml')?.content).toBe(registry);

    function createdLater(openRequestRegistry: string | undefined): Plan {
      return buildPlan(
        models(claim('infra/app-pvc')),
        { ...EMPTY_SNAPSHOT, openRequestRegistry },
        context({}, '2030-01-01T00:00:00Z'),
      );
    }
  });
});

describe('what people did in the target', () => {
  const path = 'claims/infra/app-pvc/volumeclaim.yaml';

  it('keeps the bytes of a file that already says what is planned, and does not rewrite the ledger for that', () => {
    const files = planned(claim('infra/app-pvc'));
    const edited = {
      ...files,
      [path]: `# ours since 2019\n${(files[path] ?? '').replace('20Gi', '"20Gi" # enough')}`,
    };
    expect(touched(planOn(edited, models(claim('infra/app-pvc'))))).toEqual([]);
  });

  it('keeps a hand-edited file, says what differs, and goes on with the rest', () => {
    const files = planned(claim('infra/app-pvc'));
    const edited = { ...files, [path]: (files[path] ?? '').replace('20Gi', '99Gi') };
    const plan = planOn(edited, models(claim('infra/app-pvc'), claim('infra/new')));
    expect(plan.kept).toMatchObject([
      { path, reason: 'hand-edited', fields: [{ path: 'spec.storage', before: '99Gi', after: '20Gi' }] },
    ]);
    expect(plan.changes.map(({ name }) => name)).toEqual(['new']);
    expect(apply(edited, plan)[path]).toBe(edited[path]);
  });

  it('takes our version of a hand-edited file when told to overwrite it', () => {
    const files = planned(claim('infra/app-pvc'));
    const edited = { ...files, [path]: (files[path] ?? '').replace('20Gi', '99Gi') };
    const plan = planOn(edited, models(claim('infra/app-pvc')), context({ overwrite: ['infra/app-pvc'] }));
    expect(plan.kept).toEqual([]);
    expect(apply(edited, plan)).toEqual(files);
  });

  it('keeps a claim as a whole when it should go but one of its files was changed by hand', () => {
    const files = planned(claim('infra/app-pvc'), claim('infra/other'));
    const edited = { ...files, [path]: (files[path] ?? '').replace('20Gi', '99Gi') };
    const plan = planOn(edited, models(claim('infra/other')));
    expect(plan.kept).toMatchObject([{ path, reason: 'hand-edited-removal' }]);
    expect(touched(plan)).toEqual([]);
  });

  it('keeps the hand-edited file of an earlier template when the claim is renamed, and says so', () => {
    const files = planned(claim('infra/app-pvc'));
    const edited = { ...files, [path]: `${files[path] ?? ''}# by hand\n` };
    const templated = planOn(edited, models(claim('infra/app-pvc', { template: 'storage' })));
    expect(templated.kept).toMatchObject([{ path, reason: 'hand-edited-removal' }]);
    let merged = apply(edited, templated);
    for (const place of ['infra/data', 'apps/data', 'apps/other']) {
      const declared = models(claim(place, { template: 'storage', metadataName: 'app-pvc' }));
      const plan = planOn(merged, declared);
      expect(plan.changes).toMatchObject([{ change: 'renamed' }]);
      expect(plan.kept).toMatchObject([{ path, reason: 'hand-edited-removal' }]);
      merged = apply(merged, plan);
      expect(merged[path]).toBe(edited[path]);
      expect(touched(planOn(merged, declared))).toEqual([]);
    }
    // A person takes it away: nothing is left to tell, and nobody is asked for an acknowledgement.
    const { [path]: _, ...without } = merged;
    const last = planOn(
      without,
      models(claim('apps/other', { template: 'storage', metadataName: 'app-pvc' })),
    );
    expect([last.changes, last.kept, touched(last)]).toEqual([[], [], [`-${LEDGER}`]]);
  });

  describe('what a person has in the folder of a claim that goes or moves', () => {
    const kustomization = 'claims/infra/app-pvc/kustomization.yaml';
    const gone = [models(), models(claim('apps/data', { metadataName: 'app-pvc' }))];

    /** The folder as after adoption: the kustomization became ours as it stands. */
    function shared(file: string, text: string): Files {
      const before: Record<string, string> = {
        ...planned(claim('infra/app-pvc')),
        [kustomization]: text,
        [`claims/infra/app-pvc/${file}`]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n',
      };
      before[LEDGER] = (before[LEDGER] ?? '').replace(
        /^.*kustomization\.yaml/m,
        `${blobObjectId(text)}\t${kustomization}`,
      );
      return before;
    }

    it.each(['extra.yaml', 'patches/extra.yaml', 'base/kustomization.yaml'])(
      'stays, with the kustomization that lists %s, and only the claim leaves it',
      (file) => {
        const entry = `./${file.replace('/kustomization.yaml', '')}`;
        const before = shared(file, `# ours\nresources:\n  - volumeclaim.yaml\n  - ${entry}\n`);
        for (const declared of gone) {
          const plan = planOn(before, declared);
          const after = apply(before, plan);
          expect(plan.kept).toEqual([]);
          expect(plan.changes).toMatchObject([{ kind: 'VolumeClaim' }]);
          expect(after[kustomization]).toBe(`# ours\nresources:\n  - ${entry}\n`);
          expect(after['claims/infra/kustomization.yaml']).toContain('- app-pvc\n');
          expect(
            Object.keys(after)
              .filter((path) => path.startsWith('claims/infra/app-pvc/'))
              .sort(),
          ).toEqual([`claims/infra/app-pvc/${file}`, kustomization].sort());
          expect(touched(planOn(after, declared))).toEqual([]);
        }
      },
    );

    it.each([
      ['settings.txt', 'configMapGenerator: [{name: x, files: [x=settings.txt]}]'],
      ['patch.yaml', 'patches: [{path: patch.yaml, target: {kind: VolumeClaim}}]'],
    ])('keeps the claim while nothing but %s would be left of the kustomization', (file, field) => {
      const before = shared(file, `resources: [volumeclaim.yaml]\n${field}\n`);
      for (const declared of gone) {
        const plan = planOn(before, declared);
        expect(plan.changes).toEqual([]);
        expect(plan.kept).toMatchObject([{ path: `claims/infra/app-pvc/${file}`, reason: 'used-by-others' }]);
        expect(touched(plan)).toEqual([]);
      }
    });
  });

  it('takes a claim out of its folder, and the folder out of the lists, when it becomes a flat file', () => {
    const files = planned(claim('infra/app-pvc'), claim('infra/other'));
    const after = apply(
      files,
      planOn(files, models(claim('infra/app-pvc', { file: 'pvc.yaml' }), claim('infra/other'))),
    );
    expect(Object.keys(after).filter((each) => each.includes('app-pvc'))).toEqual([]);
    expect(after['claims/infra/kustomization.yaml']).not.toContain('app-pvc');
    expect(after['.backstage/catalog-locations.yaml']).not.toContain('app-pvc');
  });

  it('never writes a file that is not ours and says something else', () => {
    const files = {
      [path]:
        'apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata: {name: app-pvc, namespace: default}\nspec: {storage: 1Gi}\n',
    };
    const plan = planOn(files, models(claim('infra/app-pvc')));
    expect(plan.kept).toMatchObject([{ path, reason: 'not-ours' }]);
    expect(apply(files, plan)[path]).toBe(files[path]);
    expect(apply(files, plan)[LEDGER] ?? '').not.toContain(`\t${path}\t`);
  });

  it('takes a file with the planned value into the ledger as it stands, and says registry-only', () => {
    const text =
      '---\n# by hand\napiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata: {namespace: default, name: app-pvc}\nspec: {storage: "20Gi"}\n';
    const full = planned(claim('infra/app-pvc'));
    const files = { ...full, [path]: text };
    delete (files as Record<string, string>)[LEDGER];
    const plan = planOn(files, models(claim('infra/app-pvc')));
    expect(touched(plan)).toEqual([`+${LEDGER}`]);
    expect(plan.changes).toMatchObject([{ change: 'registry-only', name: 'app-pvc', fields: [] }]);
  });

  it('edits an adopted file in place when its value changes, and keeps its comments', () => {
    const text =
      "# by hand\napiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata:\n  name: app-pvc\n  namespace: default\nspec:\n  storage: '20Gi' # enough for now\n";
    const files = { ...planned(claim('infra/app-pvc')), [path]: text };
    delete (files as Record<string, string>)[LEDGER];
    const adopted = apply(files, planOn(files, models(claim('infra/app-pvc'))));
    const after = apply(
      adopted,
      planOn(adopted, models(claim('infra/app-pvc', { spec: { storage: '40Gi', mode: 'Block' } }))),
    );
    expect(after[path]).toBe(text.replace('20Gi', '40Gi') + '  mode: Block\n');
  });

  it('keeps a claim kustomization that cannot be edited, and goes on with everything else', () => {
    const kustomization = 'claims/infra/app-pvc/kustomization.yaml';
    const files = planned(claim('infra/app-pvc'));
    const text = files[kustomization] ?? '';
    for (const odd of [
      `---\n---\n${text}`,
      `${text}---\nkind: More\n`,
      'resources: {a: b}\n',
      '- a list\n',
    ]) {
      const edited = { ...files, [kustomization]: odd };
      const plan = planOn(edited, models(claim('infra/app-pvc', { spec: { storage: '99Gi' } })));
      expect(touched(plan)).toContain('~claims/infra/app-pvc/volumeclaim.yaml');
      expect(touched(plan)).not.toContain(`~${kustomization}`);
    }
  });

  it('leaves patches and comments of a claim kustomization alone as long as it lists the claim file', () => {
    const kustomization = 'claims/infra/app-pvc/kustomization.yaml';
    const files = planned(claim('infra/app-pvc'));
    const edited = { ...files, [kustomization]: `${files[kustomization] ?? ''}namespace: prod # by hand\n` };
    const plan = planOn(edited, models(claim('infra/app-pvc')));
    expect(touched(plan)).toEqual([]);
    expect(plan.kept).toEqual([]);
  });
});

describe('legacy flat claims', () => {
  const registry = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
    - name: hacky
      template: volumeclaim
      category: cli
      namespace: default
      createdAt: "2026-02-05T10:58:33Z"
      createdBy: patrick
      source: cli
      repository: acme/harvester
      path: claims/cli/hacky.yaml
      status: active
`;
  const text =
    "apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata:\n  name: hacky\n  namespace: default\nspec:\n  storage: '20Gi'\n";
  const files: Files = { 'claims/registry.yaml': registry, 'claims/cli/hacky.yaml': text };

  it('stay flat when declared, and gain only a ledger line', () => {
    const plan = planOn(files, models(claim('cli/hacky')));
    expect(touched(plan)).toEqual(['+claims/.claims/shop/cli.ledger']);
  });

  it('are removed with their entry when no longer declared', () => {
    const adopted = apply(files, planOn(files, models(claim('cli/hacky'))));
    const after = apply(adopted, planOn(adopted, models()));
    expect(Object.keys(after)).toEqual(['claims/registry.yaml']);
    expect(after['claims/registry.yaml']).toContain('claims: []');
  });
});

describe('a plan for some of the claims', () => {
  it('leaves everything else as it is: declared, removed or not there yet', () => {
    const files = planned(claim('infra/a'), claim('infra/gone'), claim('apps/x'));
    const later = models(claim('infra/a', { spec: { storage: '1Gi' } }), claim('infra/new'), claim('apps/y'));
    const given = { ...context(), scope: new Set(['infra/a', 'infra/new', 'infra/gone']) };
    const plan = planOn(files, later, given);
    expect(plan.changes.map(({ change, name }) => `${change} ${name}`)).toEqual([
      'changed a',
      'removed gone',
      'added new',
    ]);
    const after = apply(files, plan);
    expect(after['claims/apps/x/volumeclaim.yaml']).toBe(files['claims/apps/x/volumeclaim.yaml']);
    expect(after['claims/.claims/shop/apps.ledger']).toBe(files['claims/.claims/shop/apps.ledger']);
    // The other request makes the rest, and together they are the whole.
    const rest = planOn(after, later, { ...context(), scope: new Set(['apps/x', 'apps/y']) });
    expect(touched(planOn(apply(after, rest), later))).toEqual([]);
  });

  it('keeps lines of one ledger file that belong to both', () => {
    const files = planned(claim('infra/a'), claim('infra/b'));
    const plan = planOn(files, models(), { ...context(), scope: new Set(['infra/a']) });
    expect(apply(files, plan)[LEDGER]).toMatch(/infra\/b$/m);
    expect(apply(files, plan)[LEDGER]).not.toMatch(/infra\/a$/m);
  });
});

describe('what stands in the way', () => {
  it('refuses a claim that another project owns, with both places', () => {
    const files = planned(claim('infra/app-pvc'));
    expect(() => planOn(files, models(claim('infra/app-pvc')), context({ project: 'web' }))).toThrow(
      "'infra/app-pvc' belongs to project 'shop'",
    );
  });

  it('leaves the files of another project alone', () => {
    const files = planned(claim('infra/app-pvc'));
    const both = apply(files, planOn(files, models(claim('infra/web')), context({ project: 'web' })));
    const gone = apply(both, planOn(both, models(), context({ project: 'web' })));
    expect(gone).toEqual(files);
  });

  it.each([
    ['120000', 'claims/infra', 'symbolic link'],
    ['160000', 'claims/infra', 'submodule'],
    ['100644', 'claims/infra/app-pvc', 'file'],
  ])('refuses to write through mode %s at %s', (mode, path, word) => {
    const snapshot = {
      index: {
        objectFormat: 'sha1' as const,
        entries: new Map([[path, { mode, objectId: 'a'.repeat(40) }]]),
      },
      contents: new Map<string, string>(),
    };
    expect(() => createPlanner(models(claim('infra/app-pvc')), context()).build(snapshot)).toThrow(
      `'${path}' is a ${word} in the target`,
    );
  });

  it('refuses a symbolic link in the place of a file, even one that leads to the text of the file', () => {
    const { index, contents } = snapshotOf(planned(claim('infra/app-pvc')));
    const path = 'claims/infra/app-pvc/volumeclaim.yaml';
    const objectId = index.entries.get(path)?.objectId ?? '';
    const entries = new Map([...index.entries, [path, { mode: '120000', objectId }]]);
    const snapshot = { index: { ...index, entries }, contents };
    expect(() => createPlanner(models(claim('infra/app-pvc')), context()).build(snapshot)).toThrow(
      `'${path}' is a symbolic link in the target`,
    );
  });

  it('refuses a folder that differs only in letter case', () => {
    const files = { 'claims/Infra/readme.md': 'x' };
    expect(() => planOn(files, models(claim('infra/app-pvc')))).toThrow(
      "collides with the folder 'claims/Infra'",
    );
  });
});
