import {
  categoryProblem,
  claimFolderProblem,
  flatFileProblem,
  namespaceProblem,
  nearestClaimName,
  objectNameProblem,
  templateProblem,
} from '../../core/claim-name';

describe('claim names', () => {
  it.each(['a', 'app-pvc', 'db.prod', '0', 'a'.repeat(63)])('takes %s', (name) => {
    expect(objectNameProblem(name)).toBeUndefined();
    expect(claimFolderProblem(name)).toBeUndefined();
  });

  it.each([
    ['App_PVC', 'app-pvc'],
    ['appPvc', 'app-pvc'],
    ['-app-', 'app'],
    ['app..pvc', 'app.pvc'],
    ['app-.pvc', 'app.pvc'],
    ['Größe', 'gro-e'],
    ['a b/c', 'a-b-c'],
    ['../etc', 'etc'],
    ['x'.repeat(70), 'x'.repeat(63)],
    [`${'x'.repeat(62)}--y`, 'x'.repeat(62)],
  ])('refuses %s as object name and offers %s', (name, offered) => {
    expect(objectNameProblem(name)?.nearest).toBe(offered);
    expect(objectNameProblem(offered)).toBeUndefined();
  });

  const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' };

  it.each([
    ['system:reader', ROLE],
    ['Admin of the shop', ROLE],
    ['x'.repeat(253), { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['x'.repeat(253), { apiVersion: 'apps/v1', kind: 'Deployment' }],
    ['x'.repeat(64), { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }],
    ['x'.repeat(64), { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' }],
  ])('takes %s where Kubernetes does', (name, of) => {
    expect(objectNameProblem(name, of)).toBeUndefined();
  });

  it.each([
    ['system:reader', { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['a/b', ROLE],
    ['..', ROLE],
    ['', ROLE],
    ['x'.repeat(254), { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['x'.repeat(64), { apiVersion: 'resources.acme.io/v1', kind: 'Database' }],
    ['x'.repeat(64), { apiVersion: 'k8s.io.evil/v1', kind: 'Database' }],
  ])('refuses %s where Kubernetes, or Crossplane, does', (name, of) => {
    expect(objectNameProblem(name, of)).toBeDefined();
  });

  it('keeps folders safe for every disk, whatever the object is called', () => {
    expect(claimFolderProblem('system:reader')?.nearest).toBe('system-reader');
    expect(claimFolderProblem('x'.repeat(253))).toBeUndefined();
    expect(claimFolderProblem('x'.repeat(254))?.nearest).toBe('x'.repeat(253));
  });

  it('offers nothing where nothing can be kept', () => {
    expect(objectNameProblem('???')).toEqual({
      reason: "has characters other than lower-case letters, digits, '-' and '.'",
    });
    expect(objectNameProblem('')).toEqual({ reason: 'is empty' });
    expect(nearestClaimName('..')).toBeUndefined();
  });

  it.each([
    ['nul', 'nul-claim'],
    ['com1.backup', 'com1-backup-claim'],
    ['app.yaml', 'app'],
  ])('refuses %s as folder and offers %s', (name, offered) => {
    expect(objectNameProblem(name)).toBeUndefined();
    expect(claimFolderProblem(name)?.nearest).toBe(offered);
    expect(claimFolderProblem(offered)).toBeUndefined();
  });

  it('takes no dots in a namespace', () => {
    expect(namespaceProblem('default')).toBeUndefined();
    expect(namespaceProblem('a.b')).toEqual({
      reason: "has characters other than lower-case letters, digits and '-'",
      nearest: 'a-b',
    });
    expect(namespaceProblem('Team_A')?.nearest).toBe('team-a');
  });
});

describe('categories', () => {
  it.each(['infra', 'other-resources', 'Infra', 'v1.2', 'a_b', 'prod/infra', 'clusters/eu-1/db'])(
    'takes %s',
    (name) => {
      expect(categoryProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['', 'is empty'],
    ['..', 'starts with a dot'],
    ['.claims', 'starts with a dot'],
    ['a//b', "has a part '' that is empty"],
    ['/a', "has a part '' that is empty"],
    ['prod/.claims', "has a part '.claims' that starts with a dot"],
    ['prod/../infra', "has a part '..' that starts with a dot"],
    ['a\\b', 'has a path separator'],
    ['a b', "must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit"],
    ['trailing.', "must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit"],
    ['AUX', 'is a device name that Windows reserves'],
    ['registry.yaml', 'is a folder and must not end like a YAML file'],
    ['x'.repeat(64), 'has 64 characters, more than 63'],
  ])('refuses %j: %s', (name, reason) => {
    const problem = categoryProblem(name);
    expect(problem?.reason).toBe(reason);
    if (problem?.nearest !== undefined) expect(categoryProblem(problem.nearest)).toBeUndefined();
  });
});

describe('file names', () => {
  it('takes templates that name a file beside the other two', () => {
    expect(templateProblem('volumeclaim-simple')).toBeUndefined();
    expect(templateProblem('kustomization')?.nearest).toBe('kustomization-claim');
    expect(templateProblem('Catalog-Info')).toBeDefined();
    expect(templateProblem('x.yaml')?.nearest).toBe('x');
    expect(templateProblem('../x')?.reason).toBe('has a path separator');
  });

  it('takes flat files with a YAML extension directly below the category', () => {
    expect(flatFileProblem('hacky.yaml')).toBeUndefined();
    expect(flatFileProblem('Hacky.yml')).toBeUndefined();
    expect(flatFileProblem('hacky')?.nearest).toBe('hacky.yaml');
    expect(flatFileProblem('../hacky.yaml')).toEqual({
      reason: 'has a path separator',
      nearest: 'hacky.yaml',
    });
    expect(flatFileProblem('kustomization.yaml')?.nearest).toBe('kustomization-claim.yaml');
  });
});
