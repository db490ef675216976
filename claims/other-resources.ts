/** Category `other-resources`. */
import { Category, Claim, type ClaimApp } from 'cdk8s-claims';
import { VolumeClaim } from '../imports/resources.stuttgart-things.com/v1alpha1';

export function declareOtherResources(app: ClaimApp): void {
  const other = new Category(app, 'other-resources');

  // Folder and object may have two names: the folder is `abrechnungen`, the object `app-data-abrechnungen`.
  new VolumeClaim(other, 'abrechnungen', {
    metadata: { name: 'app-data-abrechnungen', namespace: 'default' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      annotations: { description: 'A simple persistent volume claim for application data' },
      namespace: 'default',
      providerConfigRef: 'harvester',
      pvcName: 'app-data-abrechnung',
      storage: '40Gi',
      storageClassName: 'harvester-longhorn',
      volumeMode: 'Filesystem',
    },
  });

  // Without a namespace: whatever Flux or Argo CD applies it to.
  new Claim(other, 'vault-access', {
    apiVersion: 'config.stuttgart-things.com/v1alpha1',
    kind: 'VaultConfig',
    spec: { name: 'vault-access', clusterName: 'dev-cluster' },
  });

  // A rule of this program's own; its message is reported with the line of the claim.
  const wiki = new VolumeClaim(other, 'wiki-data', {
    metadata: { namespace: 'wiki' },
    spec: { providerConfigRef: 'in-cluster', pvcName: 'wiki-data', namespace: 'wiki', storage: '10Gi' },
  });
  wiki.node.addValidation({
    validate: () => (wiki.node.scope === other ? [] : ['the wiki belongs to other-resources']),
  });
}
