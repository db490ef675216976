import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adoptTarget } from '../../../toolkit/adopt/adopt-target';
import { writeAdopted } from '../../../toolkit/adopt/write-adopted';
import { openRequests } from '../../../toolkit/deliver/find-requests';
import { deliver } from '../../../toolkit/deliver/deliver';
import { listClaims } from '../../../toolkit/list/list-claims';
import { planProgram } from '../../../toolkit/plan/plan-program';
import { removeClaims } from '../../../toolkit/remove/remove-claims';
import { renameProject } from '../../../toolkit/rename-project/rename-project';
import { repairTarget } from '../../../toolkit/repair/repair-target';
import { synthProgram } from '../../../toolkit/synth/synth-program';
import { verifyTarget } from '../../../toolkit/verify/verify-target';
import { actionWorld, models, type ActionWorld } from '../../toolkit/action-world';

let world: ActionWorld;

beforeEach(() => {
  world = actionWorld();
});

afterEach(() => {
  world.remove();
});

test('plans, delivers, lists and removes, with claims that are given as data and a word before objects go', async () => {
  const { context } = world;
  const target = await world.repository('target.git');
  const project = await world.project({ target, project: 'shop' });
  const declared = models({ 'infra/data': '1Gi', 'infra/logs': '2Gi' });

  const plan = await planProgram(context, project, declared);
  expect(plan.changes.map(({ change, category, name }) => [change, `${category}/${name}`])).toEqual([
    ['added', 'infra/data'],
    ['added', 'infra/logs'],
  ]);

  const [opened] = await deliver(context, project, () => Promise.resolve(declared));
  expect(opened).toMatchObject({ action: 'created', base: 'main' });
  expect(await openRequests(context, project)).toMatchObject({
    requests: [{ key: { project: 'shop', group: 'all' } }],
    target,
    byPush: true,
  });
  expect(world.paths(target)).toEqual(['README.md']);

  const [merged] = await deliver(context, project, declared, { merge: true });
  expect(merged).toMatchObject({ action: 'merged' });
  const [again] = await deliver(context, project, declared);
  expect(again).toMatchObject({ action: 'none', writes: 0 });
  const listed = await listClaims(context, project, { filters: { category: 'infra' } });
  expect(listed.map(({ name }) => name)).toEqual(['data', 'logs']);
  expect(await listClaims(context, project, { models: declared })).toMatchObject([{ name: 'data' }, {}]);

  await expect(removeClaims(context, project, ['infra/logs'], { declared })).rejects.toMatchObject({
    code: 'claim-still-declared',
  });
  const removal = await removeClaims(context, project, ['infra/logs'], { merge: true });
  expect(removal).toMatchObject({ kind: 'request', result: { action: 'merged' } });
  expect(world.paths(target).filter((path) => path.includes('logs'))).toEqual([]);

  const nothing = models({});
  await expect(deliver(context, project, nothing, { merge: true })).rejects.toMatchObject({
    code: 'acknowledgement-missing',
  });
  const [gone] = await deliver(context, project, nothing, { merge: true, acknowledge: ['infra/data'] });
  expect(gone).toMatchObject({ action: 'merged' });
});

test('repairs and renames: a repository by requests, a plain folder at once', async () => {
  const { context } = world;
  const claim = 'apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: lost\nspec: {}\n';
  // A category that lists nothing: without kustomization Flux would apply whatever stands in it.
  const nothing = 'resources: []\n';
  const target = await world.repository('target.git', {
    'claims/infra/kustomization.yaml': nothing,
    'claims/infra/lost/lost.yaml': claim,
  });
  const unnamed = await world.project({ target }, true);
  expect((await verifyTarget(context, unnamed)).map(({ code }) => code)).toContain('orphan');
  const repair = repairTarget(context, unnamed, { orphans: 'register' });
  await expect(repair).rejects.toMatchObject({ code: 'config-invalid' });

  const shop = await world.project({ target, project: 'shop' });
  const merged = await repairTarget(context, shop, { orphans: 'register', merge: true });
  expect(merged).toMatchObject({ kind: 'request', result: { action: 'merged' } });
  expect(await listClaims(context, shop)).toMatchObject([{ name: 'lost', category: 'infra' }]);

  await deliver(context, shop, models({ 'infra/data': '1Gi' }), { merge: true });
  const market = await world.project({ target, project: 'market' });
  const renamed = await renameProject(context, market, 'shop', { merge: true });
  expect(renamed).toMatchObject({ kind: 'request', result: { action: 'merged' } });
  expect(world.paths(target)).toContain('claims/.claims/market/infra.ledger');

  const plain = join(world.folder, 'plain');
  mkdirSync(join(plain, 'claims/infra/lost'), { recursive: true });
  writeFileSync(join(plain, 'claims/infra/kustomization.yaml'), nothing);
  writeFileSync(join(plain, 'claims/infra/lost/lost.yaml'), claim);
  const folder = await world.project({ target: plain }, true);
  expect(await repairTarget(context, folder, { orphans: 'register', dryRun: true })).toMatchObject({
    kind: 'folder',
    changed: [],
  });
  await repairTarget(context, folder, { orphans: 'register' });
  expect(readFileSync(join(plain, 'claims/registry.yaml'), 'utf8')).toContain('lost');
  expect(await removeClaims(context, folder, ['infra/lost'])).toMatchObject({
    kind: 'folder',
    folder: plain,
  });
});

test('writes a tree, and adopts a repository', async () => {
  const { context, folder } = world;
  const declared = models({ 'infra/data': '1Gi' });
  const output = join(folder, 'tree');
  const { plan, written } = await synthProgram(context, await world.project({ output }), declared);
  expect(written.written).toHaveLength(plan.files.length);

  const target = await world.repository('target.git');
  const project = await world.project({ target, project: 'shop' });
  await deliver(context, project, declared, { merge: true });
  const adopted = await adoptTarget(context, project, { repository: target });
  expect(adopted).toMatchObject({ project: 'shop', base: 'main', leftOut: [], plan: { changes: [] } });
  const files = await writeAdopted(context, adopted, join(folder, 'program'));
  expect(files).toContain('cdk8s.yaml');
});
