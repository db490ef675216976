/** Spec of a claim with 42 leaves in all (4 of them in the object's head), about 1.2 kB of YAML. */
export function specOf(index: number): Record<string, unknown> {
  return {
    providerConfigRef: 'harvester',
    volume: {
      pvcName: `data-${index}`,
      namespace: 'default',
      storageClassName: 'longhorn-image-m5bh6',
      storage: `${20 + (index % 50)}Gi`,
      accessModes: ['ReadWriteMany'],
      volumeMode: 'Block',
      annotations: { 'harvesterhci.io/imageId': 'default/image-m5bh6' },
    },
    cloudInit: {
      vmName: `machine-${index}`,
      namespace: 'default',
      hostname: `machine-${index}`,
      domain: 'example.local',
      timezone: 'Europe/Berlin',
      packages: ['curl', 'vim', 'jq'],
      packageUpdate: true,
      packageUpgrade: false,
      sshPasswordAuth: false,
      disableRoot: true,
    },
    vm: {
      runStrategy: 'RerunOnFailure',
      evictionStrategy: 'LiveMigrateIfPossible',
      terminationGracePeriodSeconds: 120,
      os: 'ubuntu',
      machineType: 'q35',
      cpu: { cores: 16, sockets: 1, threads: 1 },
      resources: { memory: '16Gi', cpu: '16' },
      disks: [
        { name: 'rootdisk', bus: 'virtio' },
        { name: 'cloudinitdisk', bus: 'virtio' },
      ],
      networks: [{ name: 'default', networkName: 'default/vms' }],
    },
  };
}

export const API_VERSION = 'resources.stuttgart-things.com/v1alpha1';
export const KIND = 'HarvesterVM';

/** Name of claim `index` and its category out of `categories`. */
export function placeOf(index: number, categories: number): { category: string; name: string } {
  return { category: `category-${index % categories}`, name: `machine-${index}` };
}
