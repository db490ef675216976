import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Category, VolumeClaim } from 'cdk8s-claims';
import { Testing } from 'cdk8s-claims/testing';
import { synthTree } from '../../../synth/app/synth-tree';
import { putFiles, readTree, withFolder } from '../write/tree-fixture';

function models(...ids: string[]) {
  const app = Testing.app();
  const infra = new Category(app, 'infra');
  for (const id of ids) new VolumeClaim(infra, id, { spec: { providerConfigRef: 'x', pvcName: id } });
  return Testing.models(app);
}

describe('writing the tree of a program without a target', () => {
  it('dates each claim once: a run later writes nothing, and a new claim leaves the dates of the others', () => {
    withFolder((folder) => {
      synthTree(models('a'), { folder, env: { SOURCE_DATE_EPOCH: '1000000000' } });
      const again = synthTree(models('a'), { folder, env: { SOURCE_DATE_EPOCH: '1700000000' } });
      expect(again.written).toEqual([]);
      synthTree(models('a', 'b'), { folder, env: { SOURCE_DATE_EPOCH: '1700000000' } });
      const registry = readTree(join(folder, 'dist'))['claims/registry.yaml'] ?? '';
      expect(
        [...registry.matchAll(/name: (\w)|createdAt: "(\d+)/g)].map((match) => match[1] ?? match[2]),
      ).toEqual(['a', '2001', 'b', '2023']);
    });
  });

  it('follows cdk8s.yaml and the environment, and the output folder that cdk8s names', () => {
    withFolder((folder) => {
      putFiles(folder, { 'cdk8s.yaml': 'output: out\ngitops:\n  project: web\n  root: deploy\n' });
      synthTree(models('a'), { folder, env: {} });
      expect(Object.keys(readTree(join(folder, 'out')))).toContain('deploy/.claims/web/infra.ledger');
      synthTree(models('a'), { folder, env: { CLAIMS_PROJECT: 'env' }, outdir: 'other' });
      expect(Object.keys(readTree(join(folder, 'other')))).toContain('deploy/.claims/env/infra.ledger');
    });
  });

  it('starts anew where the earlier registry cannot be read', () => {
    withFolder((folder) => {
      putFiles(folder, { 'dist/claims/registry.yaml': '<<<<<<< HEAD\n' });
      synthTree(models('a'), { folder, env: { SOURCE_DATE_EPOCH: '1000000000' } });
      expect(readTree(join(folder, 'dist'))['claims/registry.yaml']).toContain('createdAt: "2001-');
    });
    withFolder((folder) => {
      putFiles(folder, { 'elsewhere.yaml': 'x\n', 'dist/claims/x': '' });
      symlinkSync(join(folder, 'elsewhere.yaml'), join(folder, 'dist/claims/registry.yaml'));
      expect(() => synthTree(models('a'), { folder, env: {} })).toThrow(
        /is a symbolic link; nothing was written/,
      );
    });
  });
});
