import fc from 'fast-check';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { catalogInfo, CatalogTexts } from '../../harvester/catalog-info';
import { runs, seed } from '../runs';
import { claim, CONFIG } from '../synth/plan/target';

const name = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/),
  fc.constantFrom(
    'null',
    'true',
    'no',
    'on',
    'y',
    '12',
    '1e3',
    '0x1f',
    'nan',
    '1.5',
    'a.b',
    '2026-01-01',
    'name',
  ),
);

describe('texts of catalog files', () => {
  it('are the ones that emitting the whole file gives, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.option(name, { nil: undefined })), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('acme/harvester', 'NAME/harvester'),
        (claims, repository) => {
          const texts = new CatalogTexts(CONFIG, repository);
          for (const [claimName, owner] of claims) {
            const model = claim(`infra/${claimName}`, { owner });
            expect(texts.textOf(model)).toBe(emitYaml(catalogInfo(model, CONFIG, repository)));
          }
        },
      ),
      { numRuns: runs(1000), seed: seed() },
    );
  });
});
