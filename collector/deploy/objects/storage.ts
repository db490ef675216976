import type { Frozen } from '../config/check-input';
import type { Store } from '../config/store-config';
import type { DeployedObject } from './deployed-object';
import { metadata, type PartPlace } from './metadata';
import type { MountedVolume } from './pod';

/** Where the SQLite store is in the container. */
export const STATE_FOLDER = '/var/lib/claims';

/** The volume of a SQLite store: no run deletes it, and it stays where the rest goes. */
export function volumeObjects(store: Frozen<Store>, at: PartPlace): readonly DeployedObject[] {
  if (store.type !== 'sqlite') return [];
  return [
    {
      role: `${at.part}-volume`,
      protect: true,
      retainOnDelete: true,
      object: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: metadata(at, 'state'),
        spec: {
          accessModes: ['ReadWriteOnce'],
          ...(store.storageClass !== undefined && { storageClassName: store.storageClass }),
          resources: { requests: { storage: store.size } },
        },
      },
    },
  ];
}

/** Where the pod sees it. */
export function stateVolumes(store: Frozen<Store>, at: PartPlace): readonly MountedVolume[] {
  if (store.type !== 'sqlite') return [];
  return [
    {
      name: 'state',
      path: STATE_FOLDER,
      isWritable: true,
      source: { persistentVolumeClaim: { claimName: metadata(at, 'state').name } },
    },
  ];
}
