import { deploymentConfig } from '../../../../collector/deploy/config/deployment-config';
import { deploymentFiles } from '../../../../collector/deploy/yaml/deployment-files';
import { writtenDeployment } from '../../../../collector/deploy/yaml/written-deployment';
import { readYaml } from '../../../../core/yaml/read-yaml';
import { WHOLE_INPUT, smallDeployment } from '../../../fixtures/deploy/deployment-input';
import { expectGolden } from '../../../golden-folder';
import { allObjects } from '../objects/all-objects';

describe('a deployment as YAML', () => {
  it('is as it was', () => {
    const { files } = deploymentFiles(deploymentConfig(WHOLE_INPUT));
    expectGolden('deployment/whole', Object.fromEntries(files));
    expectGolden('deployment/small', Object.fromEntries(deploymentFiles(smallDeployment()).files));
  });

  it('holds every object that is not a Secret, as it is', () => {
    const config = deploymentConfig(WHOLE_INPUT);
    const read = [...deploymentFiles(config).files]
      .filter(([path]) => !path.endsWith('kustomization.yaml'))
      .map(([path, text]) => readYaml(text, path));
    const decided = allObjects(config)
      .map(({ object }) => object)
      .filter(({ kind }) => kind !== 'Secret');
    expect(read).toHaveLength(decided.length);
    expect(read).toEqual(expect.arrayContaining(decided));
  });

  it('names the Secrets that have to be there, and writes none', () => {
    const { files, secrets } = deploymentFiles(smallDeployment());
    expect([...files.values()].join('')).not.toMatch(/^kind: Secret$/m);
    expect(secrets).toEqual([
      { folder: 'clusters/west', namespace: 'claims-system', name: 'claims-informer-token', keys: ['value'] },
    ]);
    expect(files.get('clusters/west/kustomization.yaml')).toContain(
      '#   Secret claims-system/claims-informer-token, key value\n',
    );
  });

  it('keeps the volume where everything else goes', () => {
    const volume = deploymentFiles(smallDeployment()).files.get('hub/collector-volume.yaml');
    expect(volume).toContain('kustomize.toolkit.fluxcd.io/prune: disabled');
  });
});

describe('a file of a deployment', () => {
  it('has hub and clusters', () => {
    expect(writtenDeployment('hub: {image: a}\nclusters: []\n', 'deployment.yaml').input).toEqual({
      hub: { image: 'a' },
      clusters: [],
    });
  });

  it('may be the settings of a stack', () => {
    const text = [
      'config:',
      '  infra:hub: {image: a}',
      '  infra:clusters: [{name: west}]',
      '  infra:access: {west: {context: w}, east: {stack: a/b/c}}',
      '  infra:tokens: {west: {secure: v1:abc}}',
    ].join('\n');
    expect(writtenDeployment(text, 'Pulumi.prod.yaml')).toEqual({
      input: { hub: { image: 'a' }, clusters: [{ name: 'west' }] },
      contexts: { west: 'w' },
      tokens: ['west'],
    });
  });

  it('says nothing about tokens that are sealed as a whole', () => {
    const text = 'config:\n  infra:hub: {}\n  infra:tokens: {secure: v1:abc}\n';
    expect(writtenDeployment(text, 'Pulumi.prod.yaml').tokens).toBeUndefined();
    expect(writtenDeployment('config:\n  infra:hub: {}\n', 'Pulumi.prod.yaml').tokens).toEqual([]);
  });
});
