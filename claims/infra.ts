/**
 * Category `infra`: volumes and virtual machines. Each claim becomes the folder claims/infra/<id>/ with three files:
 * the claim, a kustomization and an entry for the Backstage catalog.
 */
import { Category, type ClaimApp } from 'cdk8s-claims';
import { HarvesterVM, VolumeClaim } from '../imports/resources.stuttgart-things.com/v1alpha1';

/** What the claims of other categories may depend on. */
export interface Infra {
  readonly devBox: HarvesterVM;
}

export function declareInfra(app: ClaimApp): Infra {
  // Every claim of this category is in namespace `default`, unless it says otherwise.
  const infra = new Category(app, 'infra', { namespace: 'default' });

  // The simplest claim: an id, which is the folder and metadata.name, and a typed spec.
  new VolumeClaim(infra, 'app-pvc', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      annotations: { description: 'A simple persistent volume claim for application data' },
      namespace: 'default',
      providerConfigRef: 'harvester',
      pvcName: 'app-data',
      storage: '20Gi',
      storageClassName: 'harvester-longhorn',
      volumeMode: 'Filesystem',
    },
  });

  // Labels, annotations and another namespace for the claim itself; an owner for the catalog.
  new VolumeClaim(infra, 'metrics-data', {
    metadata: {
      namespace: 'monitoring',
      labels: { team: 'observability' },
      annotations: { 'example.com/cost-center': '4711' },
    },
    owner: 'team-observability',
    spec: {
      providerConfigRef: 'harvester',
      pvcName: 'metrics-data',
      namespace: 'monitoring',
      storage: '200Gi',
      labels: { backup: 'daily' },
      selector: {
        matchLabels: { zone: 'dc-1' },
        matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }],
      },
    },
  });

  // Restored from a snapshot, and not for production yet.
  new VolumeClaim(infra, 'metrics-restore-test', {
    lifecycle: 'experimental',
    spec: {
      providerConfigRef: 'harvester',
      pvcName: 'metrics-restore-test',
      storage: '200Gi',
      dataSource: {
        name: 'metrics-data-nightly',
        kind: 'VolumeSnapshot',
        apiGroup: 'snapshot.storage.k8s.io',
      },
    },
  });

  // Another kind of the platform: `claims import` made its type from xrds/harvester-vm.yaml.
  const devBox = new HarvesterVM(infra, 'dev-box', {
    owner: 'team-shop',
    spec: {
      providerConfigRef: 'harvester',
      volume: { pvcName: 'dev-box-root', storage: '160Gi', volumeMode: 'Block' },
      cloudInit: { hostname: 'dev-box', timezone: 'Europe/Berlin', packages: ['curl', 'git'] },
      vm: { os: 'ubuntu', cpu: { cores: 16 }, resources: { memory: '16Gi' } },
    },
  });

  // Plain TypeScript is all there is to templates: two runners that differ in their size.
  for (const [name, cores] of [
    ['runner-small', 2],
    ['runner-large', 8],
  ] as const) {
    new HarvesterVM(infra, name, {
      spec: {
        providerConfigRef: 'harvester',
        volume: { pvcName: `${name}-root`, storage: '40Gi' },
        cloudInit: { hostname: name },
        vm: { os: 'ubuntu', cpu: { cores }, resources: { memory: `${cores * 2}Gi` } },
      },
    });
  }

  return { devBox };
}
