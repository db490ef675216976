import type { FieldChange } from '../../../core/plan';
import { redactFieldChanges } from '../../../core/secrets/redact-field-changes';
import { sampleSecrets } from './sample-secrets';

const redactOne = (field: FieldChange, kind?: string) => redactFieldChanges([field], { kind })[0]!;

describe('redactFieldChanges', () => {
  it('shows lengths of a changed secret and neither side of it', () => {
    const field = { path: 'spec.adminPassword', before: 'a'.repeat(24), after: 'b'.repeat(32) };
    expect(redactOne(field)).toEqual({
      path: 'spec.adminPassword',
      shape: '•••• 24 → 32 bytes, changed',
      redacted: true,
    });
  });

  it('leaves other fields as they are', () => {
    const field = { path: 'spec.size', before: '10Gi', after: { nested: [1, true, null, 'x'] } };
    expect(redactOne(field)).toEqual({ ...field, redacted: false });
  });

  it('hides both sides where one is a secret', () => {
    const field = { path: 'spec.password', before: 'changeme', after: '${DB_PASSWORD}' };
    expect(JSON.stringify(redactOne(field))).not.toContain('changeme');
    expect(redactOne(field).shape).toBe('•••• 8 → 14 bytes, changed');
  });

  it.each<[string, FieldChange, string | undefined]>([
    ['the name of a list item', { path: 'spec.env[DB_PASSWORD].value', after: 'plain' }, undefined],
    [
      'an env pair in a new list',
      { path: 'spec.env', after: [{ name: 'DB_PASSWORD', value: 'plain' }] },
      undefined,
    ],
    [
      'an env pair in a whole claim',
      { path: '', after: { spec: { env: [{ name: 'API_TOKEN', value: 'plain' }] } } },
      undefined,
    ],
    ['data of a further document', { path: 'documents[1].data.anything', before: 'plain' }, 'Shop'],
    ['data of a Secret', { path: 'data.anything', before: 'plain' }, 'Secret'],
    ['stringData anywhere', { path: 'spec.template.stringData.anything', before: 'plain' }, undefined],
    [
      'data of a Secret inside a value',
      { path: 'spec.manifest', after: { kind: 'Secret', data: { a: 'plain' } } },
      undefined,
    ],
    ['a map of passwords', { path: 'spec.passwords', after: { alice: 'plain', bob: 'plain' } }, undefined],
    ['a list of passwords', { path: 'spec.passwords[0]', before: 'plain' }, undefined],
    [
      'last-applied',
      {
        path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
        after: JSON.stringify({ kind: 'Secret', data: { a: 'plain' } }),
      },
      undefined,
    ],
    [
      'an env pair in last-applied',
      { path: 'metadata.annotations.a', after: '{"env":[{"value":"plain","name":"DB_PASSWORD"}]}' },
      undefined,
    ],
    ['a name that is not known', { path: 'spec.env[0].value', before: 'plain' }, undefined],
    ['a quoted key', { path: 'spec.config["db.password"]', before: 'plain' }, undefined],
    ['a number', { path: 'spec.password', after: 12345678 }, undefined],
  ])('hides what %s says is a secret', (_what, field, kind) => {
    const redacted = redactOne(field, kind);
    expect(redacted.redacted).toBe(true);
    expect(JSON.stringify(redacted)).not.toMatch(/plain|12345678/);
  });

  it.each<[string, FieldChange]>([
    ['the ciphertext of a SealedSecret', { path: 'spec.encryptedData.password', after: 'Ag'.repeat(200) }],
    [
      'references',
      {
        path: 'spec.env',
        after: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }],
      },
    ],
    [
      'names of Secrets',
      {
        path: 'spec',
        after: { secretName: 'db', existingSecret: 'x', passwordSecretRef: { name: 'db', key: 'pw' } },
      },
    ],
    [
      'ExternalSecrets',
      {
        path: 'spec.data[0]',
        after: { secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password' } },
      },
    ],
  ])('shows %s', (_what, field) => {
    expect(redactOne(field)).toEqual({ ...field, redacted: false });
  });

  it('shows neither plain text under encryptedData', () => {
    expect(redactOne({ path: 'spec.encryptedData.password', after: 'hunter2' }).shape).toBeDefined();
  });

  it('leaves nothing of a known secret at any depth, on either side', () => {
    for (const { shape, text, secret } of sampleSecrets(7)) {
      const nested = { a: [{ b: { c: text } }], [`key-${shape}`]: 1 };
      const redacted = redactFieldChanges([
        { path: 'spec.a', before: text, after: 'x' },
        { path: 'spec.b', before: 1, after: nested },
        { path: 'spec.c', before: nested, after: [text] },
      ]);
      expect(JSON.stringify(redacted)).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it('survives depth and hostile keys', () => {
    let deep: FieldChange['after'] = 'x';
    for (let depth = 0; depth < 10_000; depth += 1) {
      deep = { deep };
    }
    expect(redactOne({ path: 'spec', after: deep }).redacted).toBe(true);
    const after = JSON.parse(
      '{"__proto__": {"password": "plain"}, "constructor": 1}',
    ) as FieldChange['after'];
    expect(JSON.stringify(redactOne({ path: 'spec', after }))).toContain('"__proto__":{"password":"••••');
  });
});
