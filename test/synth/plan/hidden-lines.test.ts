import { summaryText } from '../../../report/text/diff-text';
import { describePlan } from '../../../report/view/plan-view';
import { caught } from '../../caught';
import { FOREIGN_BREAKS } from '../../core/yaml/foreign-text';
import { apply, claim, type Files, models, planOn } from './target';

const PROGRAM = models(claim('infra/db'), claim('infra/cache'));
const MERGED: Files = apply({}, planOn({}, PROGRAM));

const CLAIM = 'claims/infra/db/volumeclaim.yaml';
const CATALOG = 'claims/infra/db/catalog-info.yaml';
const OWN_KUSTOMIZATION = 'claims/infra/db/kustomization.yaml';
const KUSTOMIZATION = 'claims/infra/kustomization.yaml';
const LOCATIONS = '.backstage/catalog-locations.yaml';
const REGISTRY = 'claims/registry.yaml';
const LEDGER = 'claims/.claims/shop/infra.ledger';

/** The file with a comment in its first line, behind which another line is live. */
function hiding(path: string, character: string): Files {
  return { ...MERGED, [path]: `# note${character}live: 1\n${MERGED[path] ?? ''}` };
}

describe.each(Object.entries({ ...FOREIGN_BREAKS, NUL: '\0' }))(
  'a line that %s hides from all but the cluster',
  (_, character) => {
    it.each([CLAIM, CATALOG, OWN_KUSTOMIZATION])(
      'in %s is never taken for what the program says: the file is kept, and told with its line',
      (path) => {
        const plan = planOn(hiding(path, character), PROGRAM);
        expect(plan.kept).toMatchObject([{ path, reason: 'unreadable', fields: [] }]);
        expect(summaryText(describePlan(plan))).toBe(
          '1 claim differs from the target and cannot be changed; 1 file not changed.',
        );
        expect(plan.warnings).toContainEqual(
          expect.objectContaining({
            code: 'yaml-unreadable',
            severity: 'warning',
            message: expect.stringContaining(`${path}:1: the character U+`) as string,
          }),
        );
      },
    );

    it.each([
      [KUSTOMIZATION, 'target-file-unreadable'],
      [LOCATIONS, 'target-file-unreadable'],
      [REGISTRY, 'registry-unreadable'],
    ])('in %s is refused with its line', (path, code) => {
      const error = caught(() => planOn(hiding(path, character), PROGRAM));
      expect(error.code).toBe(code);
      expect(error.message).toContain(`${path}:1: the character U+`);
    });

    it('in the ledger is refused with its line', () => {
      const text = (MERGED[LEDGER] ?? '').replace('/db/', `/d${character}b/`);
      const error = caught(() => planOn({ ...MERGED, [LEDGER]: text }, PROGRAM));
      expect(error.code).toBe('ledger-unreadable');
      expect(error.message).toMatch(/infra\.ledger:\d+: the character U\+/);
    });
  },
);

test('harmless comments and line ends are taken as before', () => {
  for (const path of [CLAIM, CATALOG, OWN_KUSTOMIZATION, KUSTOMIZATION, LOCATIONS, REGISTRY]) {
    const text = `# note \u{1f680} \xa0\n${MERGED[path] ?? ''}`;
    for (const standing of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      const plan = planOn({ ...MERGED, [path]: standing }, PROGRAM);
      expect([plan.kept, plan.warnings, plan.changes]).toEqual([[], [], []]);
    }
  }
});
