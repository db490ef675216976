import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyTarget } from '../../../toolkit/verify/verify-target';
import { folder, soundRepository } from '../../harvester/invariants/sound-repository';
import { actionWorld, type ActionWorld } from '../action-world';

const FLUX =
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./clusters/prod\n  sourceRef:\n    kind: GitRepository\n    name: here\n';

let world: ActionWorld;

beforeEach(() => {
  world = actionWorld();
});

afterEach(() => {
  world.remove();
});

async function problems(files: Readonly<Record<string, string>>): Promise<string[]> {
  const tree = join(world.folder, 'tree');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const found = await verifyTarget(world.context, await world.project({ target: tree }, true));
  return found.map(({ code, path }) => `${code} ${path}`);
}

test('what Flux builds in a folder outside of the claims is read, as far as it leads', async () => {
  const files = {
    ...soundRepository(),
    ...folder('infra', 'lost'),
    'flux/apps.yaml': FLUX,
    'clusters/prod/kustomization.yaml': 'resources:\n  - ../base\n',
    'clusters/base/kustomization.yaml': 'resources:\n  - ../../claims/infra/lost\n  - gone\n',
  };
  expect((await problems(files)).sort()).toEqual([
    'kustomization-dangling clusters/base/kustomization.yaml',
    'location-missing claims/infra/lost/catalog-info.yaml',
    'registry-entry-missing claims/infra/lost',
  ]);
});

test('a file outside that is listed is read: one that holds no manifest keeps the category from building', async () => {
  const files = { ...soundRepository(), 'shared/base.yaml': 'a: b\n' };
  expect(await problems(files)).toEqual(['build-failed shared/base.yaml']);
});
