const VOLUME = `---
# ordered by hand, long before there was a program
apiVersion: resources.stuttgart-things.com/v1alpha1
kind: VolumeClaim
metadata:
  name: app-pvc
  namespace: default
spec:
  accessModes:
    - ReadWriteOnce
  annotations:
    description: A simple persistent volume claim for application data
  namespace: default
  providerConfigRef: harvester
  pvcName: app-data
  storage: 20Gi
  storageClassName: harvester-longhorn
  volumeMode: Filesystem
`;

const FLAT_CLAIM = `apiVersion: resources.stuttgart-things.com/v1alpha1
kind: HarvesterVM
metadata:
  name: hacky
  namespace: default
spec:
  providerConfigRef: harvester
  vmName: hacky
`;

const REGISTRY = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
    # made by the old command line, a flat file
    - name: hacky
      template: harvestervm
      category: cli
      namespace: default
      createdAt: "2026-02-07T20:17:19Z"
      createdBy: cli
      source: cli
      repository: example/harvester
      path: claims/cli/hacky.yaml
      status: active
    - name: app-pvc
      template: volumeclaim
      category: infra
      namespace: default
      createdAt: "2026-01-30T09:12:44Z"
      createdBy: patrick
      source: backstage
      repository: example/harvester
      path: claims/infra/app-pvc
      status: active
      statusMessage: all resources are ready
      lastCheckedAt: "2026-02-20T06:00:00Z"
`;

const LOCATIONS = `apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: harvester-repo
  description: Root catalog for the harvester repository
spec:
  type: url
  targets:
    - ../claims/infra/app-pvc/catalog-info.yaml
`;

const SYSTEM = `apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: harvester
  annotations:
    github.com/project-slug: example/harvester
spec:
  owner: platform-team
`;

const COMPONENT = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: app-pvc
  description: Crossplane claim (volumeclaim) - app-pvc
  annotations:
    github.com/project-slug: example/harvester
    backstage.io/source-location: url:https://github.com/example/harvester/tree/main/claims/infra/app-pvc
    claim-machinery/template: volumeclaim
    claim-machinery/category: infra
  tags:
    - crossplane
    - claim
    - volumeclaim
    - infra
spec:
  type: crossplane-claim
  lifecycle: production
  owner: platform-team
`;

function kustomization(resource: string, comment = ''): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
${comment}resources:
  - ${resource}
`;
}

/** A small harvester repository as people and older tools leave it: a hand-written claim, a flat one, a registry with status. */
export const SEED_FILES: ReadonlyMap<string, string> = new Map([
  ['.backstage/catalog-locations.yaml', LOCATIONS],
  ['catalog-info.yaml', SYSTEM],
  ['claims/cli/hacky.yaml', FLAT_CLAIM],
  ['claims/infra/app-pvc/catalog-info.yaml', COMPONENT],
  ['claims/infra/app-pvc/kustomization.yaml', kustomization('volumeclaim.yaml')],
  ['claims/infra/app-pvc/volumeclaim.yaml', VOLUME],
  ['claims/infra/kustomization.yaml', kustomization('app-pvc', '# applied by Flux, every ten minutes\n')],
  ['claims/registry.yaml', REGISTRY],
]);
