import { describePlan } from '../../../report/view/plan-view';
import { diffText } from '../../../report/text/diff-text';
import { own } from '../../../report/text/shown';
import { PLAIN_STYLE, styleFor, type Style } from '../../../report/text/style';
import { createTextSink } from '../../../cli/output/text-sink';
import type { Change, Plan } from '../../../core/plan';

const identity = { apiVersion: 'example.test/v1', kind: 'VolumeClaim', name: 'app' };
const PLAN: Plan = {
  files: [
    { path: 'claims/infra/app/volumeclaim.yaml', action: 'update', content: 'x', objectId: '1' },
    { path: 'claims/infra/old/volumeclaim.yaml', action: 'delete' },
    { path: 'claims/registry.yaml', action: 'unchanged', objectId: '2' },
  ],
  changes: [
    {
      change: 'changed',
      kind: 'VolumeClaim',
      category: 'infra',
      name: 'app',
      path: 'claims/infra/app/volumeclaim.yaml',
      before: identity,
      after: identity,
      source: { file: 'main.ts', line: 7, construct: 'infra/app' },
      fields: [
        { path: 'spec.storage', before: '10Gi', after: '20Gi' },
        { path: 'spec.note', before: 'x'.repeat(60), after: 'evil\u001b[31m\u202etext' },
        { path: 'spec.on', after: 'yes' },
      ],
      files: ['claims/infra/app/volumeclaim.yaml'],
    },
    {
      change: 'removed',
      kind: 'VolumeClaim',
      category: 'infra',
      name: 'old',
      path: 'claims/infra/old/volumeclaim.yaml',
      before: identity,
      fields: [{ path: 'spec.storage', before: '1Gi' }],
      files: ['claims/infra/old/volumeclaim.yaml'],
    },
  ],
  kept: [
    {
      path: 'claims/infra/mine/volumeclaim.yaml',
      category: 'infra',
      name: 'mine',
      reason: 'hand-edited',
      programChanged: false,
      source: { file: 'main.ts', line: 9, construct: 'infra/mine' },
      fields: [{ path: 'spec.storage', before: '5Gi', after: '6Gi' }],
    },
  ],
  warnings: [],
  summary: {
    added: 0,
    changed: 1,
    renamed: 0,
    replaced: 0,
    removed: 1,
    registryOnly: 0,
    kept: 1,
    heldBack: 0,
    claims: 2,
    files: { create: 0, update: 1, delete: 1, unchanged: 1 },
  },
};

describe('diffText', () => {
  test('tells by claim what happens, with the line of the author, and what is kept', () => {
    expect(diffText(describePlan(PLAN), { style: PLAIN_STYLE, columns: 80, verbose: false })).toBe(
      [
        '~ changed infra/app VolumeClaim',
        '  main.ts:7',
        '  ~ spec.storage: 10Gi -> 20Gi',
        '  ~ spec.note:',
        `      - ${'x'.repeat(60)}`,
        '      + "evil\\u001b[31m\\u202etext"',
        '  + spec.on: "yes"',
        '',
        '- removed infra/old VolumeClaim',
        '',
        'kept files (1)',
        '  claims/infra/mine/volumeclaim.yaml',
        '    edited by hand',
        '    main.ts:9',
        '    the program says this instead, which is not written:',
        '    ~ spec.storage: 5Gi -> 6Gi',
        '  to overwrite them with what the program says:',
        '    claims pr --overwrite infra/mine',
        '',
        'files (2)',
        '  ~ claims/infra/app/volumeclaim.yaml',
        '  - claims/infra/old/volumeclaim.yaml',
        '',
        '1 changed, 1 removed; files: 1 to update, 1 to delete; 1 file edited by hand,',
        'not changed.',
      ].join('\n'),
    );
  });

  test('says where more of a file is rewritten than what changes', () => {
    const [change] = PLAN.changes as [Change];
    const path = 'claims/infra/app/volumeclaim.yaml';
    const linesOf = (extent: 'file' | 'field'): string[] => {
      const rewrites = [{ path, extent, why: 'an \u202eanchor' }];
      const plan = { ...PLAN, changes: [{ ...change, rewrites }] };
      return diffText(describePlan(plan), { style: PLAIN_STYLE, columns: 200, verbose: false })
        .split('\n')
        .filter((line) => line.includes('is rewritten'));
    };
    expect(linesOf('file')).toEqual([`  ${path}: the whole file is rewritten: an \\u202eanchor`]);
    expect(linesOf('field')).toEqual([`  ${path}: more than the value is rewritten: an \\u202eanchor`]);
  });

  test('names the objects that go from the cluster', () => {
    const claim = { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'db' };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
    const changed = {
      kind: 'Database',
      category: 'infra',
      name: 'db',
      path: 'x.yaml',
      fields: [],
      files: [],
    };
    const linesOf = (change: Partial<Change>): string[] => {
      const changes = [{ ...changed, change: 'replaced', before: claim, ...change } as Change];
      const text = diffText(describePlan({ ...PLAN, changes }), {
        style: PLAIN_STYLE,
        columns: 80,
        verbose: false,
      });
      return text.split('\n').filter((line) => line.includes('in the cluster'));
    };
    const gone = '  the object ConfigMap/settings is deleted in the cluster';
    expect(linesOf({ after: claim, deletes: [settings] })).toEqual([gone]);
    expect(linesOf({ change: 'removed', deletes: [settings] })).toEqual([gone]);
    expect(linesOf({ after: { ...claim, name: 'other' }, deletes: [settings] })).toEqual([
      '  the object Database/shop/db is deleted in the cluster and Database/shop/other',
      gone,
    ]);
  });

  test('shows the name in the cluster where the folder has another one, with and without the other fields', () => {
    const added = (name: string): Change => ({
      change: 'added',
      kind: 'VolumeClaim',
      category: 'infra',
      name: 'app',
      path: 'x.yaml',
      after: { ...identity, name },
      fields: [
        { path: 'metadata', after: { name } },
        { path: 'spec', after: { storage: '1Gi' } },
      ],
      files: [],
    });
    const options = { style: PLAIN_STYLE, columns: 80, verbose: false };
    const textOf = (changes: readonly Change[]): string =>
      diffText(describePlan({ ...PLAN, changes, kept: [] }), options);
    expect(textOf([added('other')])).toContain('  + metadata.name: other\n  + spec.storage: 1Gi\n');
    expect(textOf([added('app')])).not.toContain('metadata.name');
    const many = Array.from({ length: 11 }, () => added('other'));
    expect(textOf(many).match(/\+ metadata\.name: other/g)).toHaveLength(11);
    expect(textOf(many)).not.toContain('storage');
    const removed: Change = {
      ...added('other'),
      change: 'removed',
      after: undefined,
      before: { ...identity, name: 'other' },
      fields: [{ path: 'metadata', before: { name: 'other' } }],
    };
    expect(textOf([removed])).toContain('  - metadata.name: other\n');
  });

  test('says of what looks like one claim under another id that it is two objects, and what keeps one', () => {
    const changed = { kind: 'VolumeClaim', category: 'infra', path: 'x.yaml', fields: [], files: [] };
    const metadata = { name: 'old', namespace: 'prod' };
    const changes: Change[] = [
      {
        ...changed,
        change: 'added',
        name: 'new',
        after: { ...identity, name: 'new' },
        remakes: [{ claim: 'infra/old', metadata }],
      },
      {
        ...changed,
        change: 'removed',
        name: 'old',
        before: { ...identity, name: 'old', namespace: 'prod' },
        remakes: [{ claim: 'infra/new', metadata }],
      },
    ];
    const text = diffText(describePlan({ ...PLAN, changes }), {
      style: PLAIN_STYLE,
      columns: 200,
      verbose: false,
    });
    expect(text.replace(/\s+/g, ' ')).toContain(
      "may be infra/old under another id: VolumeClaim/new is created again and the object of infra/old is deleted in the cluster, which needs an acknowledgement; metadata: { name: 'old', namespace: 'prod' } here keeps",
    );
    expect(text.replace(/\s+/g, ' ')).toContain(
      "may be infra/new under another id: VolumeClaim/prod/old is still deleted in the cluster, which needs an acknowledgement; metadata: { name: 'old', namespace: 'prod' } there keeps it",
    );
  });

  test('proposes a command for all that it names and says how many it does not', () => {
    const kept = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      ...PLAN.kept[0],
      name,
      path: name,
    })) as Plan['kept'];
    const shown = (columns: number): string =>
      diffText(describePlan({ ...PLAN, kept }), { style: PLAIN_STYLE, columns, verbose: false });
    expect(shown(200)).toContain(
      '(2 more likewise):\n    claims pr --overwrite infra/a --overwrite infra/b --overwrite infra/c\n',
    );
    // A command to copy stands alone on a line that is not broken.
    expect(shown(40)).toContain('    claims pr --overwrite infra/a\n');
  });

  test('a command to copy is called as the person calls it, and is no fainter than the text around it', () => {
    const style = styleFor({ isTTY: true }, {}, true);
    const called = own('npx claims');
    const text = diffText(describePlan(PLAN), { style, columns: 80, verbose: false, called });
    const row = text.split('\n').find((each) => each.includes('npx claims pr --overwrite')) ?? '';
    expect(row).not.toBe('');
    expect(row).not.toContain('[2m');
  });

  test('40 columns hold everything but paths', () => {
    const text = diffText(describePlan(PLAN), { style: PLAIN_STYLE, columns: 40, verbose: true });
    const long = text.split('\n').filter((line) => line.length > 40 && !line.includes('claims/'));
    expect(long).toEqual([]);
  });

  test('colours only where they are wanted', () => {
    const bytes = (style: Style): string => {
      let written = '';
      createTextSink({ write: (text) => (written += text) }).write(
        diffText(describePlan(PLAN), { style, columns: 80, verbose: false }),
      );
      return written;
    };
    expect(bytes(styleFor({ isTTY: true }, {}, true))).toContain('\u001b[');
    for (const style of [
      styleFor({ isTTY: true }, { NO_COLOR: '1' }, true),
      styleFor({ isTTY: true }, {}, false),
      styleFor({ isTTY: false }, {}, true),
    ]) {
      expect(bytes(style)).not.toContain('\u001b[');
    }
    expect(styleFor({ isTTY: false }, { FORCE_COLOR: '1' }, true).enabled).toBe(true);
  });
});
