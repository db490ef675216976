import type { Frozen } from '../config/check-input';
import type { Credential } from '../config/credential-config';
import type { DeployedObject } from './deployed-object';
import { metadata, type PartPlace } from './metadata';

/** A Secret's key that holds a value. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** A secret value of a part. */
export interface CredentialWish {
  readonly from: Frozen<Credential>;
  /** What its Secret is called, after the part: `forge`. */
  readonly suffix: string;
  /** Name of the value where the stack has it: `token/prod-eu`. */
  readonly secret: string;
}

/** The key of a Secret that is ours. */
const KEY = 'value';

/** Where pods find the value. */
export function secretKey(at: PartPlace, { from, suffix }: CredentialWish): SecretKey {
  if (from.from === 'secret') return { name: from.name, key: from.key };
  return { name: metadata(at, suffix).name, key: KEY };
}

/**
 * What brings the value there: a Secret of its own for each value, because a key that is taken out of a shared one may stay in it (server-side apply of `stringData`); nothing where the Secret is somebody
 * else's.
 */
export function credentialObjects(at: PartPlace, wish: CredentialWish): readonly DeployedObject[] {
  const { from, suffix, secret } = wish;
  const role = `${at.part}-${suffix}`;
  if (from.from === 'secret') return [];
  if (from.from === 'config') {
    return [
      {
        role,
        object: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: metadata(at, suffix),
          type: 'Opaque',
          stringData: { [KEY]: { $secret: secret } },
        },
      },
    ];
  }
  const { store, storeKind, key, property } = from;
  return [
    {
      role,
      object: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: metadata(at, suffix),
        spec: {
          refreshInterval: '1h',
          secretStoreRef: { name: store, kind: storeKind },
          target: { name: metadata(at, suffix).name },
          data: [{ secretKey: KEY, remoteRef: { key, ...(property !== undefined && { property }) } }],
        },
      },
    },
  ];
}
