/** Category `apps`: what the shop needs. */
import { Category, Claim, type ClaimApp } from 'cdk8s-claims';
import { VolumeClaim } from '../imports/resources.stuttgart-things.com/v1alpha1';

/** What the shop runs on. */
export interface AppsProps {
  readonly host: Claim<object>;
}

export function declareApps(app: ClaimApp, { host }: AppsProps): void {
  // Labels of a category are added to each of its claims.
  const apps = new Category(app, 'apps', { namespace: 'shop', labels: { team: 'shop' } });

  const database = new VolumeClaim(apps, 'shop-database', {
    owner: 'team-shop',
    spec: { providerConfigRef: 'in-cluster', pvcName: 'shop-database', namespace: 'shop', storage: '50Gi' },
  });

  new VolumeClaim(apps, 'shop-media', {
    owner: 'team-shop',
    spec: {
      providerConfigRef: 'in-cluster',
      pvcName: 'shop-media',
      namespace: 'shop',
      storage: '500Gi',
      accessModes: ['ReadWriteMany'],
    },
  });

  // Any other kind works too; its spec is then not typed.
  new Claim(apps, 'shop-images', {
    apiVersion: 'resources.stuttgart-things.com/v1alpha1',
    kind: 'HarborProject',
    owner: 'team-shop',
    spec: {
      harborURL: 'https://harbor.example.com',
      projectName: 'shop',
      storageQuota: -1,
      providerConfigRef: 'default',
      harborInsecure: false,
    },
  });

  // A template that is not the kind: the file is shop-setup/ansible-baseos.yaml. It needs two other claims.
  new Claim(apps, 'shop-setup', {
    apiVersion: 'resources.stuttgart-things.com/v1alpha1',
    kind: 'AnsibleRun',
    template: 'ansible-baseos',
    owner: 'team-shop',
    dependsOn: [host, database],
    spec: {
      pipelineRunName: 'shop-setup',
      ansiblePlaybooks: ['sthings.baseos.setup'],
      inventory: { all: ['dev-box.example.com'] },
      wrapInCrossplane: true,
    },
  });
}
