import type * as Roles from '../../../harvester/claim-files/claim-roles';
import type * as Network from './network-role';
import { apply, claim, context, models, planOn, touched } from './target';

jest.mock<typeof Roles>('../../../harvester/claim-files/claim-roles', () => {
  const { CLAIM_ROLES } = jest.requireActual<typeof Roles>('../../../harvester/claim-files/claim-roles');
  const { NETWORK_ROLE } = jest.requireActual<typeof Network>('./network-role');
  return { CLAIM_ROLES: [...CLAIM_ROLES, NETWORK_ROLE] };
});

const FOLDER = 'claims/infra/a';
const FILE = `${FOLDER}/network.yaml`;
const KUSTOMIZATION = `${FOLDER}/kustomization.yaml`;

function declared(storage: string, open = true, path = 'infra/a'): ReturnType<typeof models> {
  const model = claim(path, { spec: { storage, mode: 'Block' }, metadataName: 'a' });
  return models({ ...model, object: { ...model.object, open } }, claim('infra/b'));
}

const WRITTEN = apply({}, planOn({}, declared('10Gi')));
const HISTORY = Object.values(WRITTEN);

it('writes a file of a further role, lists it and owns it', () => {
  expect(WRITTEN[FILE]).toContain('kind: NetworkPolicy');
  expect(WRITTEN[KUSTOMIZATION]).toMatch(/- volumeclaim.yaml\n {2}- network.yaml\n/);
  expect(WRITTEN['claims/infra/b/kustomization.yaml']).not.toContain('network');
  expect(WRITTEN['claims/.claims/shop/infra.ledger']).toContain(FILE);
  expect(touched(planOn(WRITTEN, declared('10Gi')))).toEqual([]);
});

it('changes it with the claim and tells its fields', () => {
  const plan = planOn(WRITTEN, declared('20Gi'));
  expect(touched(plan)).toContain(`~${FILE}`);
  expect(plan.changes[0]?.fields.map(({ path }) => path)).toEqual(['spec.storage', 'network.spec.storage']);
});

it('keeps what a person made of it, and offers to merge', () => {
  const edited = { ...WRITTEN, [FILE]: (WRITTEN[FILE] ?? '').replace('Block', 'Raw') };
  const { kept } = planOn(edited, declared('20Gi'), context(), HISTORY);
  expect(kept).toMatchObject([{ path: FILE, reason: 'hand-edited', merge: { status: 'clean' } }]);
});

it('takes it away when the claim has it no longer, goes or moves', () => {
  const without = planOn(WRITTEN, declared('10Gi', false));
  expect(touched(without)).toContain(`-${FILE}`);
  expect(apply(WRITTEN, without)[KUSTOMIZATION]).not.toContain('network');
  expect(touched(planOn(WRITTEN, models(claim('infra/b'))))).toContain(`-${FILE}`);
  const moved = planOn(WRITTEN, declared('10Gi', true, 'infra/m'));
  expect(touched(moved)).toEqual(expect.arrayContaining([`-${FILE}`, '+claims/infra/m/network.yaml']));
});
