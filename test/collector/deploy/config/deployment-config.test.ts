import { deploymentConfig } from '../../../../collector/deploy/config/deployment-config';
import { hubConfig } from '../../../../collector/deploy/config/hub-config';
import { informerConfig } from '../../../../collector/deploy/config/informer-config';
import { ToolkitError } from '../../../../core/errors/toolkit-error';
import {
  HASH,
  IMAGE,
  smallDeployment,
  smallInput,
  WHOLE_INPUT,
} from '../../../fixtures/deploy/deployment-input';

/** Fields of all problems. */
function problems(check: () => unknown): (string | undefined)[] {
  try {
    check();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    expect(error.code).toBe('config-invalid');
    return error.issues.map(({ field }) => field).sort();
  }
  return [];
}

const inHub = (hub: object) => () => deploymentConfig(smallInput({ ...hub }));
const inCluster = (cluster: object) => () => deploymentConfig(smallInput({}, { ...cluster }));

describe('a deployment', () => {
  it.each<[string, () => unknown, string[]]>([
    ['an image without a digest', inHub({ image: 'registry.acme.io/claims:1.0' }), ['hub.image']],
    ['a digest that is too short', inHub({ image: 'registry.acme.io/claims@sha256:abc' }), ['hub.image']],
    ['an unknown key', inHub({ stor: {} }), ['hub.stor']],
    [
      'an unknown key below',
      inHub({ network: { apiServerCidrs: '10.0.0.0/8' } }),
      ['hub.network.apiServerCidrs'],
    ],
    ['no word about TLS', inHub({ tls: undefined }), ['hub.tls']],
    ['two replicas with SQLite', inHub({ replicas: 2 }), ['hub.replicas']],
    ['a store that does not exist', inHub({ store: { type: 'redis' } }), ['hub.store.type']],
    ['bits after a prefix', inHub({ network: { forgeCidrs: '10.0.0.1/8' } }), ['hub.network.forgeCidrs']],
    [
      'a prefix that is too long',
      inHub({ network: { forgeCidrs: ['10.0.0.0/33'] } }),
      ['hub.network.forgeCidrs.0'],
    ],
    [
      'an address for a block',
      inHub({ network: { forgeCidrs: ['10.0.0.1'] } }),
      ['hub.network.forgeCidrs.0'],
    ],
    ['a bad name', inHub({ namespace: 'Claims_System' }), ['hub.namespace']],
    ['a password in an address', inHub({ url: 'https://user:word@claims.acme.io' }), ['hub.url']],
    ['no address of the hub', inHub({ url: undefined }), ['hub.url']],
    [
      'Gitea without an address',
      inHub({ registry: { forge: 'gitea', owner: 'a', name: 'b' } }),
      ['hub.registry.apiUrl'],
    ],
    ['an API of no registry', inHub({ registryApi: {} }), ['hub.registryApi.source']],
    [
      'a key among certificates',
      inHub({ authority: { pem: '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----' } }),
      ['hub.authority.pem'],
    ],
    ['no kinds', inCluster({ kinds: [] }), ['clusters.0.kinds']],
    ['a kind that is none', inCluster({ kinds: ['Database'] }), ['clusters.0.kinds.0']],
    ['definitions without groups', inCluster({ kinds: ['xrds'] }), ['clusters.0.definitionGroups']],
    [
      'groups without definitions',
      inCluster({ definitionGroups: ['acme.io'] }),
      ['clusters.0.definitionGroups'],
    ],
    ['no hash of a token', inCluster({ tokenHashes: undefined }), ['clusters.0.tokenHashes']],
    ['three hashes', inCluster({ tokenHashes: [HASH, HASH, HASH] }), ['clusters.0.tokenHashes']],
    [
      'a review by another cluster',
      inCluster({ token: 'review', tokenHashes: undefined }),
      ['clusters.0.token'],
    ],
    [
      'both hash and review',
      () => deploymentConfig(smallInput({ cluster: 'west' }, { token: 'review' })),
      ['clusters.0.tokenHashes'],
    ],
    ['a variable in a selector', inCluster({ selector: 'team=$(HOME)' }), ['clusters.0.selector']],
    ['a line break in an interval', inHub({ stableAfter: '30s\n' }), ['hub.stableAfter']],
    ['no clusters', () => deploymentConfig({ ...smallInput(), clusters: [] }), ['clusters']],
    ['nothing', () => deploymentConfig(undefined), ['']],
    ['nothing in it', () => deploymentConfig({}), ['clusters', 'hub']],
  ])('is refused with %s', (_what, check, fields) => {
    expect(problems(check)).toEqual(fields);
  });

  it('is refused with all its problems at once, those of shape beside those of sense', () => {
    const { hub, clusters } = smallInput({ replicas: 2, stor: {}, image: 'x' });
    const twice = [...clusters, { ...clusters[0], kinds: [] }];
    expect(problems(() => deploymentConfig({ hub, clusters: twice }))).toEqual([
      'clusters.1.kinds',
      'clusters.1.name',
      'hub.image',
      'hub.replicas',
      'hub.stor',
    ]);
  });

  it('is refused where two clusters share a token', () => {
    const { hub, clusters } = smallInput();
    const check = () => deploymentConfig({ hub, clusters: [...clusters, { ...clusters[0], name: 'east' }] });
    expect(problems(check)).toEqual(['clusters.1.tokenHashes']);
  });

  it('never repeats what stands in the place of a hash: it may be the token', () => {
    try {
      inCluster({ tokenHashes: ['claims_AbCdEfGhIjKlMnOpQrStUvWxYz'] })();
      throw new Error('it was taken');
    } catch (error) {
      const said = JSON.stringify(error);
      expect(said).toContain('tokenHashes');
      expect(said).not.toContain('AbCdEf');
    }
  });

  it('names secrets that the stack does not have', () => {
    const input = smallInput({ store: { type: 'postgres' }, registry: { owner: 'a', name: 'b' } });
    expect(problems(() => deploymentConfig(input, { secrets: [] }))).toEqual([
      'clusters.0.token',
      'hub.registry.token',
      'hub.store.url',
    ]);
    expect(problems(() => deploymentConfig(input, { secrets: ['token/west', 'forge', 'database'] }))).toEqual(
      [],
    );
  });

  it('tells the hub the hashes of its clusters, and each informer where the hub is', () => {
    const { hub, clusters } = deploymentConfig(WHOLE_INPUT);
    expect(hub.tokens).toEqual({ west: [HASH] });
    expect(hub.tokenReview).toEqual({ cluster: 'home', accounts: ['claims-system/claims-informer'] });
    expect(clusters.map(({ image, collector }) => [image, collector.url])).toEqual([
      [IMAGE, 'https://claims-collector.claims-system.svc:8095'],
      [IMAGE, 'https://claims.acme.io'],
    ]);
  });

  it('is frozen to the last', () => {
    const { hub, clusters } = smallDeployment();
    for (const value of [
      hub,
      hub.store,
      hub.tokens,
      hub.tokens['west'],
      clusters,
      clusters[0],
      clusters[0]?.kinds,
    ]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });
});

describe('a part alone', () => {
  it('a hub that nobody may report to is refused', () => {
    expect(problems(() => hubConfig({ image: IMAGE, tls: 'off' }))).toEqual(['tokens']);
    expect(problems(() => hubConfig({ image: IMAGE, tls: 'off', tokens: { west: [HASH] } }))).toEqual([]);
  });

  it('an informer without a collector is refused', () => {
    const input = { image: IMAGE, name: 'west', kinds: ['*.acme.io'] };
    expect(problems(() => informerConfig(input))).toEqual(['collector']);
    expect(
      problems(() => informerConfig({ ...input, collector: { url: 'https://claims.acme.io' } })),
    ).toEqual([]);
  });
});
