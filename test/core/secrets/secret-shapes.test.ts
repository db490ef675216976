import { redactText } from '../../../core/secrets/redact-text';
import { isSecretShaped, secretShape } from '../../../core/secrets/secret-shapes';
import { cpuTime } from '../../cpu-time';
import { HARMLESS, sampleSecrets } from './sample-secrets';

describe('isSecretShaped', () => {
  for (const { shape, text } of sampleSecrets()) {
    it(`recognises ${shape} without a telling key`, () => {
      expect(isSecretShaped(text)).toBe(true);
    });
  }

  it('recognises every shape for other seeds too', () => {
    for (let seed = 2; seed < 60; seed += 1) {
      const missed = sampleSecrets(seed).filter(({ text }) => !isSecretShaped(text));
      expect(missed).toEqual([]);
    }
  });

  for (const value of HARMLESS) {
    it(`lets ${JSON.stringify(value).slice(0, 60)} pass`, () => {
      expect(isSecretShaped(value)).toBe(false);
    });
  }

  it.each([
    ['password', 'hunter2'],
    ['adminPassword', 'changeme'],
    ['DB_PASSWORD', 'correct horse battery staple'],
    ['MYSQL_ROOT_PASSWORD_PROD', 'x1'],
    ['apiKey', 'abc123def456'],
    ['api-key', 'abc123'],
    ['clientSecret', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['token', 'Zm9vYmFyYmF6cXV4'],
    ['aws_secret_access_key', 'a1b2c3d4e5f6g7h8'],
    ['db.passwd', 'x9'],
    ['example.com/api-token', 'q8w7e6r5t4'],
  ])('recognises %s: %s by its key', (key, value) => {
    expect(isSecretShaped(value, key)).toBe(true);
  });

  it.each([
    ['password', '${DB_PASSWORD}'],
    ['password', '$(DB_PASSWORD)'],
    ['password', ''],
    ['password', 'ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]'],
    ['secret', 'app-db-credentials'],
    ['secretName', 'shop'],
    ['passwordSecretRef', 'shop'],
    ['existingSecret', 'shop'],
    ['tokenTTL', '24h'],
    ['tokenPath', '/var/run/token'],
    ['token', '/var/run/secrets/token'],
    ['passwordPolicy', 'strict'],
    ['DB_PASSWORD_FILE', 'a'],
    ['imagePullSecrets', 'regcred'],
    ['secretKeyRef', 'x'],
    ['secretKey', 'app-password'],
  ])('takes %s: %s for a reference', (key, value) => {
    expect(isSecretShaped(value, key)).toBe(false);
  });
});

describe('redactText', () => {
  it('leaves nothing of any secret, whatever stands around it', () => {
    for (let seed = 1; seed < 20; seed += 1) {
      for (const { shape, text, secret } of sampleSecrets(seed)) {
        for (const around of [text, `error: failed with ${text}`, `a\n${text}\nb`, `'${text}' (and more)`]) {
          const redacted = redactText(around);
          expect({ shape, redacted, leaks: redacted.includes(secret.trim()) }).toEqual({
            shape,
            redacted,
            leaks: false,
          });
        }
      }
    }
  });

  it('leaves text without secrets as it is', () => {
    for (const value of HARMLESS) {
      expect(redactText(value)).toBe(value);
    }
  });

  it('finds a secret in the place of another value', () => {
    expect(redactText('error: password: hunter2')).toBe('error: password: ••••');
  });

  it('takes linear time on hostile texts', () => {
    const spent = cpuTime(() => {
      for (const unit of [
        'eyJ',
        '://a:',
        '-----BEGIN PRIVATE KEY',
        'a',
        'password=',
        'name: x value: ',
        'SG.',
        'sk-',
        '"',
        'a.b',
        '1//0',
        'A1b',
        'password: |\n  ',
        'token: |\n  ',
      ]) {
        redactText(unit.repeat(200_000 / unit.length));
      }
    });
    expect(spent).toBeLessThan(4000);
  });
});

describe('secretShape', () => {
  it('tells lengths and change, never the value', () => {
    expect(secretShape('a'.repeat(24), 'b'.repeat(32))).toBe('•••• 24 → 32 bytes, changed');
    expect(secretShape('a'.repeat(24), 'b'.repeat(24))).toBe('•••• 24 bytes, changed');
    expect(secretShape('same', 'same')).toBe('•••• 4 bytes, unchanged');
    expect(secretShape(undefined, 'ü')).toBe('•••• 2 bytes, added');
    expect(secretShape('abc', undefined)).toBe('•••• 3 bytes, removed');
  });
});
