import type { JsonObject } from '../../../../core/claim-model';
import { IMAGE_BY_DIGEST } from '../../../../collector/deploy/policy/image-by-digest';
import { SECRET_IN_SECRET } from '../../../../collector/deploy/policy/secret-in-secret';

const DIGEST = `registry.example.com/claims@sha256:${'a'.repeat(64)}`;
const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

const workload = (kind: string, spec: JsonObject): JsonObject => ({ apiVersion: 'apps/v1', kind, spec });
const pod = (...images: string[]): JsonObject => ({
  containers: images.map((image, index) => ({ name: `c${index}`, image })),
});

describe('images by digest', () => {
  it.each([
    ['a Deployment', workload('Deployment', { template: { spec: pod(DIGEST) } })],
    [
      'a tag beside the digest',
      workload('Deployment', { template: { spec: pod(DIGEST.replace('@', ':1.2@')) } }),
    ],
    ['an object without containers', { apiVersion: 'v1', kind: 'ConfigMap', data: { image: 'nginx' } }],
  ])('%s passes', (_, object) => {
    expect(IMAGE_BY_DIGEST.violations(object)).toEqual([]);
  });

  it.each([
    ['a tag', workload('Deployment', { template: { spec: pod('nginx:1.2') } })],
    ['no tag', workload('Pod', pod('nginx'))],
    ['a short digest', workload('Pod', pod('nginx@sha256:abc'))],
    [
      'a container of a CronJob',
      workload('CronJob', { jobTemplate: { spec: { template: { spec: pod('nginx') } } } }),
    ],
    ['one of several', workload('Pod', pod(DIGEST, 'nginx'))],
    [
      'a container that runs first',
      workload('Pod', { ...pod(DIGEST), initContainers: [{ name: 'i', image: 'x' }] }),
    ],
  ])('%s is refused', (_, object) => {
    expect(IMAGE_BY_DIGEST.violations(object)).toHaveLength(1);
  });

  it('says which container has which image', () => {
    expect(IMAGE_BY_DIGEST.violations(workload('Pod', pod('nginx:1.2')))).toEqual([
      'the image nginx:1.2 of the container c0 has no digest; name it as <repository>@sha256:<64 hexadecimal digits>',
    ]);
  });
});

describe('secrets in Secrets', () => {
  it('the data of a Secret passes', () => {
    const data = { token: Buffer.from(TOKEN).toString('base64') };
    expect(SECRET_IN_SECRET.violations({ apiVersion: 'v1', kind: 'Secret', data })).toEqual([]);
    expect(
      SECRET_IN_SECRET.violations({ apiVersion: 'v1', kind: 'Secret', stringData: { token: TOKEN } }),
    ).toEqual([]);
  });

  it.each([
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: TOKEN } }, 'data.a'],
    [
      'an annotation of a Secret',
      { apiVersion: 'v1', kind: 'Secret', metadata: { annotations: { a: TOKEN } } },
      'metadata.annotations.a',
    ],
    [
      'the environment of a container',
      workload('Deployment', {
        template: {
          spec: { containers: [{ name: 'c', env: [{ name: 'DB_PASSWORD', value: 'xK9#qTz71p' }] }] },
        },
      }),
      'spec.template.spec.containers[c].env[DB_PASSWORD].value',
    ],
  ])('a secret in %s is refused, without its value', (_, object, path) => {
    const [violation = '', ...others] = SECRET_IN_SECRET.violations(object);
    expect(others).toEqual([]);
    expect(violation).toBe(`${path} holds a secret; put it into a Secret and refer to it`);
    expect(violation).not.toContain(TOKEN);
  });

  it('a reference to a Secret passes', () => {
    const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } }];
    const spec = { template: { spec: { containers: [{ name: 'c', env }] } } };
    expect(SECRET_IN_SECRET.violations(workload('Deployment', spec))).toEqual([]);
  });
});
