import { blobObjectId } from '../../../core/git/object-id';
import { compareBuilds } from '../../../harvester/applied/compare-builds';
import { plainKustomization } from '../../../harvester/applied/kustomization-facts';
import { objectsIn } from '../../../harvester/applied/object-facts';
import { type PlannedFile, PlannedSource } from '../../../harvester/applied/planned-source';
import { object, sourceOf } from './tree';

const BASE = {
  'c/kustomization.yaml': 'resources: [a]\n',
  'c/a/kustomization.yaml': 'resources: [x.yaml]\n',
  'c/a/x.yaml': object('a'),
};

function written(text: string): PlannedFile {
  return { objectId: blobObjectId(text), text: () => text };
}

test('tells what a plan writes, changes and takes away', () => {
  const base = sourceOf(BASE);
  const planned = new PlannedSource(
    base,
    new Map([
      ['c/kustomization.yaml', written('resources: [b]\n')],
      ['c/b/kustomization.yaml', written('resources: [x.yaml]\n')],
      ['c/b/x.yaml', written(object('b'))],
      ['c/a/kustomization.yaml', null],
      ['c/a/x.yaml', null],
    ]),
  );
  const { changes, after, missing } = compareBuilds(base, planned, { path: 'c', origin: 'flux' });
  expect(after).toEqual([]);
  expect(missing.size).toBe(0);
  expect(changes.map(({ change, object: { file } }) => `${change} ${file}`)).toEqual([
    'enters c/b/x.yaml',
    'leaves c/a/x.yaml',
  ]);
  expect([...planned.entries.keys()].sort()).toEqual([
    'c/b/kustomization.yaml',
    'c/b/x.yaml',
    'c/kustomization.yaml',
  ]);
});

test('makes no text of a file of which everything is known', () => {
  const text = (): string => {
    throw new Error('nobody asks for it');
  };
  const value = { apiVersion: 'a.io/v1', kind: 'A', metadata: { name: 'b' } };
  const objects = objectsIn([{ value, line: 1 }]);
  if ('problem' in objects) throw new Error(objects.problem);
  const base = sourceOf(BASE);
  const planned = new PlannedSource(
    base,
    new Map<string, PlannedFile>([
      ['c/kustomization.yaml', { objectId: '1', text, kustomization: plainKustomization(['a', 'b']) }],
      ['c/b/kustomization.yaml', { objectId: '2', text, kustomization: plainKustomization(['x.yaml']) }],
      ['c/b/x.yaml', { objectId: '3', text, objects, documents: [value] }],
    ]),
  );
  const { changes } = compareBuilds(base, planned, { path: 'c', origin: 'flux' });
  expect(changes).toMatchObject([{ change: 'enters', object: { identity: { name: 'b' } } }]);
});

test('follows nothing that the plan does not touch, but what it lists once more', () => {
  const files = {
    ...BASE,
    'c/kustomization.yaml': 'resources: [a, b]\n',
    'c/b/kustomization.yaml': 'resources: [y.yaml]\n',
    'c/b/y.yaml': object('b'),
  };
  const base = sourceOf(files);
  const compare = (list: string): string[] => {
    const planned = new PlannedSource(base, new Map([['c/kustomization.yaml', written(list)]]));
    const { changes, after } = compareBuilds(base, planned, { path: 'c', origin: 'flux' });
    return [
      ...changes.map(({ change, object: { file } }) => `${change} ${file}`),
      ...after.map(({ reason }) => reason),
    ];
  };
  expect(compare('resources: [b, a]\n')).toEqual([]);
  expect(compare('resources: [a]\n')).toEqual(['leaves c/b/y.yaml']);
  expect(compare('resources: [a, b]\nnamePrefix: p-\n').sort()).toEqual([
    'enters c/a/x.yaml',
    'enters c/b/y.yaml',
    'leaves c/a/x.yaml',
    'leaves c/b/y.yaml',
  ]);
  expect(compare('resources: [a, b, ./b]\n')).toContain('A b of c/b/y.yaml: c/b/y.yaml is reached twice');
  expect(compare('resources: [a, b, b/y.yaml]\n')).toContain(
    'A b of c/b/y.yaml: c/b/y.yaml is reached twice',
  );
});
