import { EVERYWHERE } from '../config/cidr';
import type { DeployedObject } from './deployed-object';
import { metadata, selectorLabels, type PartPlace } from './metadata';

/** Somebody at the other end: a block of addresses, or pods. */
export type Peer = Readonly<Record<string, unknown>>;

/** Connections that are allowed. */
export interface Allowed {
  readonly peers: readonly Peer[];
  readonly ports: readonly number[];
  readonly protocols?: readonly ('TCP' | 'UDP')[];
}

/** Addresses; undefined: all of them. */
export function blocks(cidrs: readonly string[] | undefined): readonly Peer[] {
  return (cidrs ?? EVERYWHERE).map((cidr) => ({ ipBlock: { cidr } }));
}

/** All pods of a namespace; undefined: of all namespaces. */
export function podsOf(namespace: string | undefined, labels?: Readonly<Record<string, string>>): Peer {
  return {
    namespaceSelector:
      namespace === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(labels !== undefined && { podSelector: { matchLabels: labels } }),
  };
}

/** Asking for names. */
export function dns(namespace: string): Allowed {
  return { peers: [podsOf(namespace)], ports: [53], protocols: ['UDP', 'TCP'] };
}

/** The policy of a part, both ways: what is not listed is refused. Probes of the kubelet come from the node, which a policy does not hold back. */
export function networkPolicy(
  at: PartPlace,
  ingress: readonly Allowed[],
  egress: readonly Allowed[],
): DeployedObject {
  return {
    role: `${at.part}-network`,
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(at),
      spec: {
        podSelector: { matchLabels: selectorLabels(at) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: ingress.map(({ peers, ...rest }) => ({ from: peers, ports: portsOf(rest) })),
        egress: egress.map(({ peers, ...rest }) => ({ to: peers, ports: portsOf(rest) })),
      },
    },
  };
}

function portsOf({ ports, protocols = ['TCP'] }: Omit<Allowed, 'peers'>): readonly object[] {
  return protocols.flatMap((protocol) => ports.map((port) => ({ protocol, port })));
}
