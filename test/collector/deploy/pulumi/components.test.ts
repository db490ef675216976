import { createHash } from 'node:crypto';
import { hubConfig } from '../../../../collector/deploy/config/hub-config';
import { informerConfig } from '../../../../collector/deploy/config/informer-config';
import { hubObjects } from '../../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../../collector/deploy/objects/informer-objects';
import { ClusterInformer, type InformerInput } from '../../../../collector/deploy/pulumi/cluster-informer';
import { CollectorHub, type HubInput } from '../../../../collector/deploy/pulumi/collector-hub';
import { type AskedResource, mockedStack } from '../../../fixtures/pulumi/mocked-stack';

const IMAGE = `registry.example.com/claims@sha256:${'a'.repeat(64)}`;
const SECRETS = {
  'token/west': 'west-7fK2qLxWz09sJtQmVb4N',
  database: 'postgresql://claims:dB-pw-93kfQzLw@db.example.com/claims',
  forge: 'forge-Yt5Rw2Qp8Lk3',
};
const HUB: HubInput = {
  image: IMAGE,
  tls: { secret: 'collector-tls' },
  store: { type: 'postgres' },
  registry: { owner: 'acme', name: 'claims' },
  tokens: { west: [createHash('sha256').update(SECRETS['token/west']).digest('hex')] },
};
const INFORMER: InformerInput = {
  name: 'west',
  image: IMAGE,
  kinds: ['*.shop.acme.io'],
  collector: { url: 'https://hub.example.com:8095' },
};

const asked = async (): Promise<readonly AskedResource[]> =>
  (
    await mockedStack((spied) => {
      new CollectorHub('hub', { hub: HUB, secrets: SECRETS }, spied);
      new ClusterInformer('west', { informer: INFORMER, secrets: SECRETS }, spied);
    })
  ).asked;

describe('the components', () => {
  it('ask for exactly the objects that are decided', async () => {
    const resources = await asked();
    const objects = [...hubObjects(hubConfig(HUB)), ...informerObjects(informerConfig(INFORMER))];
    const identities = (all: readonly object[]): string[] =>
      all.map((object) => {
        const { kind, metadata } = object as { kind: string; metadata: { name: string } };
        return `${kind} ${metadata.name}`;
      });
    const made = resources.filter(({ type }) => type.startsWith('kubernetes:')).map(({ inputs }) => inputs);
    expect(identities(made).sort()).toEqual(identities(objects.map(({ object }) => object)).sort());
    const plain = (all: readonly object[]): object[] =>
      all.filter((object) => (object as { kind: string }).kind !== 'Secret');
    expect(plain(made)).toEqual(expect.arrayContaining(plain(objects.map(({ object }) => object))));
  });

  it('every object is a child of its component, whose type token stays', async () => {
    for (const { type, options } of await asked()) {
      if (!type.startsWith('kubernetes:')) continue;
      expect([CollectorHub, ClusterInformer]).toContain(options?.parent?.constructor);
    }
    expect([CollectorHub.type, ClusterInformer.type]).toEqual([
      'cdk8s-claims:deploy:CollectorHub',
      'cdk8s-claims:deploy:ClusterInformer',
    ]);
  });

  it('no secret value stands anywhere but in the data of Secrets', async () => {
    const resources = await asked();
    const found: string[] = [];
    const inData: string[] = [];
    for (const { name, type, inputs } of resources) {
      const { data, stringData, ...rest } = inputs;
      const isSecret = type === 'kubernetes:core/v1:Secret';
      for (const [secret, value] of Object.entries(SECRETS)) {
        const forms = [value, Buffer.from(value).toString('base64')];
        const holds = (part: unknown): boolean =>
          forms.some((form) => JSON.stringify(part ?? null).includes(form));
        if (holds(isSecret ? rest : inputs)) found.push(`${secret} in ${name}`);
        if (isSecret && holds([data, stringData])) inData.push(secret);
      }
    }
    expect(found).toEqual([]);
    expect(inData.sort()).toEqual(['database', 'forge', 'token/west']);
  });

  it('refuse a wrong configuration with all problems, before anything', async () => {
    const { asked: resources, result } = await mockedStack((spied) => {
      try {
        new CollectorHub('hub', { hub: { ...HUB, image: 'claims:latest', replicas: 99 } }, spied);
        return [];
      } catch (error) {
        return (error as { issues: { field: string }[] }).issues.map(({ field }) => field).sort();
      }
    });
    expect(result).toEqual(['image', 'replicas']);
    expect(resources).toEqual([]);
  });
});
