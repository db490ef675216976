import type { Frozen } from '../config/check-input';
import type { Authority, HubTls } from '../config/tls-config';
import type { DeployedObject } from './deployed-object';
import { metadata, type PartPlace } from './metadata';
import { GROUP_READS, type MountedVolume, type Variable } from './pod';

const CERTIFICATE_FOLDER = '/etc/claims/tls';
const AUTHORITY_FOLDER = '/etc/claims/authority';
const AUTHORITY_FILE = 'ca.crt';

/** What TLS adds to a part. */
export interface TlsParts {
  readonly objects: readonly DeployedObject[];
  readonly volumes: readonly MountedVolume[];
  readonly variables: readonly Variable[];
}

const NOTHING: TlsParts = { objects: [], volumes: [], variables: [] };

/** The Secret of the collector's certificate; undefined without TLS. */
export function certificateSecret(tls: Frozen<HubTls>, at: PartPlace): string | undefined {
  if (tls === 'off') return undefined;
  return 'secret' in tls ? tls.secret : metadata(at, 'tls').name;
}

/** Names under which the collector is reached inside of its cluster. */
export function serviceNames(at: PartPlace): readonly string[] {
  const { name, namespace } = metadata(at);
  return [`${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`, `${name}.${namespace}`, name];
}

/**
 * The certificate of the collector, and, with cert-manager, what makes it.
 *
 * @param hosts - further names under which it is reached
 */
export function certificateParts(tls: Frozen<HubTls>, at: PartPlace, hosts: readonly string[]): TlsParts {
  const secretName = certificateSecret(tls, at);
  if (tls === 'off' || secretName === undefined) return NOTHING;
  return {
    objects: 'certManager' in tls ? [certificate(tls.certManager, at, [...serviceNames(at), ...hosts])] : [],
    volumes: [
      {
        name: 'tls',
        path: CERTIFICATE_FOLDER,
        source: {
          secret: {
            secretName,
            defaultMode: GROUP_READS,
            items: ['tls.crt', 'tls.key'].map((key) => ({ key, path: key })),
          },
        },
      },
    ],
    variables: [
      { name: 'COLLECTOR_TLS_CERT_FILE', value: `${CERTIFICATE_FOLDER}/tls.crt` },
      { name: 'COLLECTOR_TLS_KEY_FILE', value: `${CERTIFICATE_FOLDER}/tls.key` },
    ],
  };
}

/** The authority that an informer trusts. */
export function authorityParts(authority: Frozen<Authority> | undefined, at: PartPlace): TlsParts {
  if (authority === undefined) return NOTHING;
  const variables = [{ name: 'COLLECTOR_CA_FILE', value: `${AUTHORITY_FOLDER}/${AUTHORITY_FILE}` }];
  const mounted = (source: MountedVolume['source']): readonly MountedVolume[] => [
    { name: 'authority', path: AUTHORITY_FOLDER, source },
  ];
  if ('secret' in authority) {
    const { secret: secretName, key } = authority;
    const items = [{ key, path: AUTHORITY_FILE }];
    return {
      objects: [],
      variables,
      volumes: mounted({ secret: { secretName, defaultMode: GROUP_READS, items } }),
    };
  }
  const isOurs = 'pem' in authority;
  const { name, key } = isOurs
    ? { name: metadata(at, 'authority').name, key: AUTHORITY_FILE }
    : { name: authority.configMap, key: authority.key };
  const volumes = mounted({ configMap: { name, items: [{ key, path: AUTHORITY_FILE }] } });
  if (!isOurs) return { objects: [], variables, volumes };
  return {
    objects: [
      {
        role: `${at.part}-authority`,
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: metadata(at, 'authority'),
          data: { [key]: authority.pem },
        },
      },
    ],
    variables,
    volumes,
  };
}

/** https://cert-manager.io/docs/usage/certificate/ */
function certificate(
  { issuer, issuerKind }: { readonly issuer: string; readonly issuerKind: string },
  at: PartPlace,
  dnsNames: readonly string[],
): DeployedObject {
  return {
    role: `${at.part}-certificate`,
    object: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata(at, 'tls'),
      spec: {
        secretName: metadata(at, 'tls').name,
        dnsNames,
        issuerRef: { name: issuer, kind: issuerKind, group: 'cert-manager.io' },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        usages: ['server auth', 'digital signature'],
      },
    },
  };
}
