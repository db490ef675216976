import type { ClaimModel, ClaimObject } from '../../../core/claim-model';
import { ALLOW_LITERALS_ANNOTATION, findSecretLiterals } from '../../../synth/policy/secret-literals';
import { cpuTime } from '../../cpu-time';
import { HARMLESS, sampleSecrets } from '../../core/secrets/sample-secrets';

function model(rest: object, annotations?: Record<string, string>): ClaimModel {
  const object: ClaimObject = {
    apiVersion: 'example.com/v1',
    kind: 'Shop',
    metadata: { name: 'shop', ...(annotations === undefined ? {} : { annotations }) },
    ...rest,
  };
  return {
    constructPath: 'apps/shop',
    category: 'apps',
    name: 'shop',
    template: 'shop',
    object,
    dependsOn: [],
    source: { file: 'claims/apps.ts', line: 12 },
  };
}

describe('findSecretLiterals', () => {
  it('names construct, field, line and fix, never the value', () => {
    const issues = findSecretLiterals(model({ spec: { users: [{ name: 'ann', password: 'hunter2' }] } }));
    expect(issues).toEqual([
      {
        code: 'secret-literal',
        message: 'spec.users[ann].password holds a literal of 7 bytes that looks like a secret',
        construct: 'apps/shop',
        source: { file: 'claims/apps.ts', line: 12 },
        field: 'spec.users[ann].password',
        hint: expect.stringContaining('ExternalSecret'),
      },
    ]);
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });

  it('looks into further documents of the file', () => {
    const documents: ClaimModel['documents'] = [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { anything: 'hunter2' } },
    ];
    const issues = findSecretLiterals({ ...model({ spec: {} }), documents });
    expect(issues.map(({ code, field }) => [code, field])).toEqual([
      ['secret-literal', 'documents[0].stringData.anything'],
    ]);
  });

  it('finds every known shape wherever it stands', () => {
    for (const { shape, text } of sampleSecrets(3)) {
      for (const spec of [
        { a: text },
        { list: ['x', { deep: [text] }] },
        { data: { 'app.conf': `a: 1\n${text}\nb: 2` } },
      ]) {
        expect({ shape, found: findSecretLiterals(model({ spec })).length }).toEqual({ shape, found: 1 });
      }
      expect(findSecretLiterals(model({}, { note: text }))).toHaveLength(1);
    }
  });

  it('finds env pairs, data of Secrets and last-applied', () => {
    const found = findSecretLiterals(
      model(
        {
          spec: {
            env: [{ name: 'DB_PASSWORD', value: 'x9' }],
            manifest: { kind: 'Secret', data: { any: 'eA==' } },
            pin: { password: 4711 },
          },
        },
        { 'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"password":"x9"}}' },
      ),
    );
    expect(found.map(({ field }) => field)).toEqual([
      'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
      'spec.env[DB_PASSWORD].value',
      'spec.manifest.data.any',
      'spec.pin.password',
    ]);
  });

  it('finds nothing in references and everyday values', () => {
    const spec = {
      harmless: [...HARMLESS],
      secretName: 'shop-db',
      secret: 'shop-db',
      token: 'shop-token',
      existingSecret: 'shop',
      passwordSecretRef: { name: 'shop-db', key: 'password' },
      env: [
        { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'shop-db', key: 'password' } } },
        { name: 'DB_PASSWORD', value: '$(PW)' },
      ],
      encryptedData: { password: 'Ag'.repeat(200) },
      data: [{ secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password' } }],
      tokenTTL: '24h',
      image: `ghcr.io/acme/shop@sha256:${'ab12'.repeat(16)}`,
    };
    expect(findSecretLiterals(model({ spec }))).toEqual([]);
  });

  it('lets a literal through that the annotation names, with a warning', () => {
    const issues = findSecretLiterals(
      model(
        { spec: { demoPassword: 'demo', password: 'x9' } },
        { [ALLOW_LITERALS_ANNOTATION]: 'spec.demoPassword, spec.gone' },
      ),
    );
    expect(issues.map(({ code, severity, field }) => [code, severity, field])).toEqual([
      ['secret-literal-allowed', 'warning', 'spec.demoPassword'],
      ['secret-literal', undefined, 'spec.password'],
      ['secret-literal-exception-unused', 'warning', 'spec.gone'],
    ]);
  });

  it('costs little for a claim without secrets', () => {
    const claim = model({
      spec: Object.fromEntries(
        Array.from({ length: 6 }, (_, group) => [
          `group${group}`,
          {
            size: '10Gi',
            storageClassName: 'longhorn',
            replicas: 3,
            host: 'shop.example.com',
            mode: 'ReadWriteOnce',
            enabled: true,
          },
        ]),
      ),
    });
    for (let round = 0; round < 20_000; round += 1) {
      findSecretLiterals(claim);
    }
    const spent = cpuTime(() => {
      for (let round = 0; round < 10_000; round += 1) {
        findSecretLiterals(claim);
      }
    });
    // about 35 ms on an idle machine
    expect(spent).toBeLessThan(300);
  });
});
