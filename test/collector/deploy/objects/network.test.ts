import { deploymentConfig } from '../../../../collector/deploy/config/deployment-config';
import { deploymentWarnings } from '../../../../collector/deploy/objects/deployment-warnings';
import { hubObjects } from '../../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../../collector/deploy/objects/informer-objects';
import { smallDeployment, WHOLE_INPUT } from '../../../fixtures/deploy/deployment-input';
import { specOf } from './all-objects';

const openings = (hub: object, cluster: object = {}): string[] =>
  deploymentWarnings(smallDeployment({ ...hub }, { ...cluster }))
    .filter(({ code }) => code === 'deployment-open')
    .map(({ field }) => field ?? '');

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
}

interface Policy {
  readonly ingress: readonly { readonly from: readonly Peer[] }[];
  readonly egress: readonly {
    readonly to: readonly Peer[];
    readonly ports: readonly { readonly protocol: string; readonly port: number }[];
  }[];
}

const policyOf = (...of: Parameters<typeof specOf>): Policy => specOf(...of) as unknown as Policy;

const reached = ({ egress }: Policy): Record<string, string[]> =>
  Object.fromEntries(
    egress.map(({ to, ports }) => [
      ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', '),
      to.map((peer) => peer.ipBlock?.cidr ?? JSON.stringify(peer)),
    ]),
  );

describe('the network of a hub', () => {
  it('reaches nothing but names where it needs nothing', () => {
    const spec = policyOf(hubObjects(smallDeployment().hub), 'collector-network');
    expect(Object.keys(reached(spec))).toEqual(['UDP 53, TCP 53']);
    expect(spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: {},
            podSelector: {
              matchLabels: {
                'app.kubernetes.io/component': 'informer',
                'app.kubernetes.io/part-of': 'cdk8s-claims',
              },
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8095 }],
      },
    ]);
  });

  it('reaches the addresses that are named, and no others', () => {
    const spec = policyOf(hubObjects(deploymentConfig(WHOLE_INPUT).hub), 'collector-network');
    const { 'UDP 53, TCP 53': _names, ...rest } = reached(spec);
    expect(rest).toEqual({
      'TCP 443, TCP 6443': ['10.0.0.1/32'],
      'TCP 443': ['140.82.112.0/20', '2606:50c0::/32'],
      'TCP 5432': ['10.0.8.0/24'],
    });
    expect(spec.ingress[0]!.from.flatMap(({ ipBlock }) => ipBlock?.cidr ?? [])).toEqual(['10.1.0.0/16']);
  });

  it('says what is open', () => {
    expect(openings({})).toEqual([
      'clusters.west.network.apiServerCidr',
      'clusters.west.network.collectorCidrs',
    ]);
    expect(openings({ network: false }, { network: false })).toEqual([
      'hub.network',
      'clusters.west.network',
    ]);
    const all = {
      tls: 'off',
      store: { type: 'postgres' },
      registry: { owner: 'acme', name: 'harvester' },
      ingress: { host: 'claims.acme.io' },
      service: { type: 'LoadBalancer' },
      monitor: {},
    };
    expect(
      openings(all, { network: { apiServerCidr: '10.0.0.1/32', collectorCidrs: '10.0.0.2/32' } }),
    ).toEqual([
      'hub.network.forgeCidrs',
      'hub.network.databaseCidrs',
      'hub.network.informerCidrs',
      'hub.network.ingressNamespace',
      'hub.network.monitoringNamespace',
      'hub.tls',
    ]);
  });
});

describe('the network of an informer', () => {
  it('lets nobody in, and reaches its API server and the collector', () => {
    const [home, west] = deploymentConfig(WHOLE_INPUT).clusters;
    const away = policyOf(informerObjects(west!), 'informer-network');
    expect(away.ingress).toEqual([]);
    const { 'UDP 53, TCP 53': _names, ...rest } = reached(away);
    expect(rest).toEqual({
      'TCP 443, TCP 6443': ['10.2.0.1/32', '10.2.0.2/32'],
      'TCP 443': ['10.0.4.10/32'],
    });
    const beside = reached(policyOf(informerObjects(home!), 'informer-network'));
    expect(beside['TCP 8095']?.[0]).toContain('claims-collector');
  });
});
