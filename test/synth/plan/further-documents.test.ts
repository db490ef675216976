import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import type { ClaimModel } from '../../../core/claim-model';
import { requiredAcknowledgements } from '../../../core/acknowledgement/acknowledgement';
import { caught } from '../../caught';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const PATH = 'claims/infra/app-pvc/volumeclaim.yaml';

function app(fill: string, size = '20Gi'): ReturnType<typeof models> {
  const documents: ClaimModel['documents'] = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { fill } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'empty' }, type: 'Opaque' },
  ];
  return models(claim('infra/app-pvc', { spec: { storage: size }, documents }));
}

const MERGED: Files = apply({}, planOn({}, app('80')));

it('writes each as a document of its own behind the claim', () => {
  expect(readYamlDocuments(MERGED[PATH] ?? '', PATH).map(({ line }) => line)).toEqual([1, 9, 16]);
  expect(touched(planOn(MERGED, app('80')))).toEqual([]);
});

it('says which field of which document changes', () => {
  const plan = planOn(MERGED, app('90'));
  expect(plan.changes).toMatchObject([
    {
      change: 'changed',
      kind: 'VolumeClaim',
      fields: [{ path: 'documents[0].data.fill', before: '80', after: '90' }],
    },
  ]);
});

it('keeps the handwriting of every document of an adopted file', () => {
  const { 'claims/.claims/shop/infra.ledger': _, ...foreign } = MERGED;
  const text = (MERGED[PATH] ?? '')
    .replace('fill: "80"', "fill: '80' # of the disk")
    .replace(/^/, '# mine\n---\n');
  expect(text).toContain('of the disk');
  const adopted = { ...foreign, [PATH]: text };
  const owned = apply(adopted, planOn(adopted, app('80')));
  expect(owned[PATH]).toBe(text);
  const changed = apply(owned, planOn(owned, app('90', '30Gi')));
  expect(changed[PATH]).toBe(text.replace("'80'", "'90'").replace('20Gi', '30Gi'));
});

it('keeps a file to which a person added a document', () => {
  const text = `${MERGED[PATH] ?? ''}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mine\n`;
  const plan = planOn({ ...MERGED, [PATH]: text }, app('80'));
  expect(touched(plan)).toEqual([]);
  expect(plan.kept).toMatchObject([{ path: PATH, reason: 'hand-edited' }]);
});

it('takes a file whose documents are no objects for something else', () => {
  const plan = planOn({ ...MERGED, [PATH]: `${MERGED[PATH] ?? ''}---\n- a list\n` }, app('80'));
  expect(plan.kept).toMatchObject([{ path: PATH, reason: 'hand-edited' }]);
});

it('does not take a field for the documents that are shown in its place', () => {
  const documents = '[{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {fill: "80"}}]';
  const [claimOnly = ''] = (MERGED[PATH] ?? '').split('---\n');
  const one = models({
    ...app('80').claims[0],
    documents: app('80').claims[0]?.documents?.slice(0, 1),
  } as ClaimModel);
  const plan = planOn({ ...MERGED, [PATH]: `${claimOnly}documents: ${documents}\n` }, one);
  expect(plan.kept).toMatchObject([{ path: PATH, reason: 'hand-edited' }]);
});

it('merges what a person changed in one document with what the program changed in another', () => {
  const earlier = MERGED[PATH] ?? '';
  const text = earlier.replace('fill: "80"', 'fill: "85" # for now');
  const edited = { ...MERGED, [PATH]: text };
  const merging = { ...context(), mergeEdits: new Set(['infra/app-pvc']) };
  const merged = apply(edited, planOn(edited, app('80', '30Gi'), merging, [earlier]));
  expect(merged[PATH]).toBe(text.replace('20Gi', '30Gi'));
  const conflict = caught(() => planOn(edited, app('90'), merging, [earlier]));
  expect(conflict.issues).toMatchObject([{ code: 'edits-conflict' }]);
});

it('asks as for a replacement where one goes, and names it', () => {
  const { claims } = app('80');
  const [claimOnly] = claims.map(({ documents, ...model }) => ({
    ...model,
    documents: documents?.slice(0, 1),
  }));
  const plan = planOn(MERGED, models(claimOnly as ClaimModel));
  expect(plan.changes).toMatchObject([
    { change: 'replaced', deletes: [{ apiVersion: 'v1', kind: 'Secret', name: 'empty' }] },
  ]);
  expect(requiredAcknowledgements(plan).map(({ claim: name }) => name)).toEqual(['infra/app-pvc']);
  const added = planOn(apply(MERGED, plan), app('80'));
  expect(added.changes).toMatchObject([{ change: 'changed' }]);
  expect(added.changes[0]).not.toHaveProperty('deletes');
});

it('goes with its claim, and says what goes', () => {
  const plan = planOn(MERGED, models());
  expect(plan.changes).toMatchObject([
    { change: 'removed', kind: 'VolumeClaim', deletes: [{ name: 'settings' }, { name: 'empty' }] },
  ]);
  expect(plan.changes[0]?.fields.map(({ path }) => path)).toContain('documents');
});
