import { planRepair } from '../../../harvester/repair/repair-repository';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { FOREIGN_BREAKS } from '../../core/yaml/foreign-text';
import { soundRepository } from './sound-repository';
import { viewOf } from './view';

const OPTIONS = { clock: { now: () => new Date('2026-03-01T10:00:00Z') }, actor: 'tester' } as const;
const KUSTOMIZATION = 'claims/infra/kustomization.yaml';
const REGISTRY = 'claims/registry.yaml';
const LOCATIONS = '.backstage/catalog-locations.yaml';

/** What stands behind a comment in the same line for everybody but kustomize, which sees a line of its own. */
function hidden(character: string): Record<string, Record<string, string>> {
  const sound = soundRepository();
  const kustomization = sound[KUSTOMIZATION] ?? '';
  const registry = sound[REGISTRY] ?? '';
  const claim = sound['claims/infra/db/volumeclaim.yaml'] ?? '';
  return {
    [KUSTOMIZATION]: {
      ...sound,
      [KUSTOMIZATION]: kustomization.replace('- cache\n', `- cache # all${character}`),
      [REGISTRY]: registry.replace(/ {4}- name: db\n(?: {6}.*\n)*/, ''),
    },
    [REGISTRY]: {
      ...sound,
      [KUSTOMIZATION]: kustomization.replace('  - db\n', ''),
      [REGISTRY]: registry.replace('    - name: db\n', `    # below${character}    - name: db\n`),
    },
    [LOCATIONS]: {
      ...sound,
      [LOCATIONS]: (sound[LOCATIONS] ?? '').replace('# by hand\n', `# by hand${character}`),
    },
    'claims/infra/db/volumeclaim.yaml': {
      ...sound,
      'claims/infra/db/volumeclaim.yaml': claim.replace(
        'spec:\n',
        `spec: # usual${character}  deletionPolicy: Delete\n`,
      ),
    },
    'claims/infra/db/kustomization.yaml': {
      ...sound,
      'claims/infra/db/kustomization.yaml': `# the claim${character}namePrefix: x-\nresources:\n  - volumeclaim.yaml\n`,
    },
  };
}

describe.each(Object.entries({ ...FOREIGN_BREAKS, NUL: '\0' }))(
  'a line that %s hides from all but kustomize',
  (_, character) => {
    it.each(Object.keys(hidden(character)))('in %s is a problem with its line', (path) => {
      const problems = verifyRepository(viewOf(hidden(character)[path] ?? {}));
      expect(problems).toContainEqual(
        expect.objectContaining({
          path,
          line: expect.any(Number) as number,
          message: expect.stringMatching(/^the character U\+\w{4} /) as string,
          repairable: false,
        }),
      );
    });

    it.each(Object.keys(hidden(character)))(
      'in %s makes no repair delete or change what stands there',
      (path) => {
        const files = hidden(character)[path] ?? {};
        for (const orphans of ['remove', 'register'] as const) {
          const { edits } = planRepair(viewOf(files), { ...OPTIONS, orphans });
          expect([...edits].filter(([, text]) => text === null)).toEqual([]);
          expect(edits.has(path)).toBe(false);
        }
      },
    );
  },
);
