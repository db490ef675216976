/**
 * Credentials in the shapes of their issuers, made up on the spot: no literal here may look like a live one.
 * The seed makes them reproducible.
 */
export interface SampleSecret {
  readonly shape: string;
  /** The text as it would be pasted. */
  readonly text: string;
  /** The part of it that nobody may read. */
  readonly secret: string;
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const UPPER = LOWER.toUpperCase();
const ALNUM = LOWER + UPPER + DIGITS;

/** Makes texts of an alphabet, the same for the same seed. */
export function generator(seed: number): (alphabet: string, length: number) => string {
  let state = (seed * 2_654_435_761 + 97) >>> 0;
  return (alphabet, length) => {
    let text = '';
    for (let index = 0; index < length; index += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      text += alphabet[Math.floor((state / 2 ** 32) * alphabet.length)] ?? '';
    }
    return text;
  };
}

/** One secret of every known shape. */
export function sampleSecrets(seed = 1): SampleSecret[] {
  const random = generator(seed);
  const whole = (shape: string, text: string): SampleSecret => ({ shape, text, secret: text });
  const within = (shape: string, before: string, secret: string, after: string): SampleSecret => ({
    shape,
    text: before + secret + after,
    secret,
  });
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const pem = (label: string): string =>
    `-----BEGIN ${label}-----\n${random(ALNUM, 64)}\n${random(ALNUM, 44)}\n-----END ${label}-----\n`;
  return [
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((kind) =>
      whole(`github ${kind}`, `${kind}_${random(ALNUM, 36)}`),
    ),
    whole('github fine-grained', `github_pat_${random(ALNUM, 22)}_${random(ALNUM, 59)}`),
    whole('gitlab', `glpat-${random(ALNUM, 20)}`),
    whole('aws access key id', `AKIA${random(UPPER + DIGITS, 16)}`),
    whole('aws secret access key', `aA7${random(`${ALNUM}+/`, 37)}`),
    whole('google api key', `AIza${random(ALNUM, 35)}`),
    whole('google client secret', `GOCSPX-${random(ALNUM, 28)}`),
    whole('azure client secret', `${random(ALNUM, 3)}8Q~${random(ALNUM, 34)}`),
    within(
      'azure connection string',
      'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=',
      `b2${random(ALNUM, 84)}==`,
      ';EndpointSuffix=core.windows.net',
    ),
    within(
      'azure signature',
      'https://x.blob.core.windows.net/c?sv=2024&sig=',
      `a1${random(ALNUM, 42)}%3D`,
      '&se=2030',
    ),
    whole('slack', `xoxb-${random(DIGITS, 12)}-${random(ALNUM, 24)}`),
    within(
      'slack webhook',
      'https://',
      `hooks.slack.com/services/T${random(UPPER, 8)}/B${random(UPPER, 8)}/${random(ALNUM, 24)}`,
      '',
    ),
    whole('stripe', `sk_live_${random(ALNUM, 24)}`),
    whole('npm', `npm_${random(ALNUM, 36)}`),
    whole('pypi', `pypi-${random(ALNUM, 80)}`),
    whole('docker', `dckr_pat_${random(ALNUM, 27)}`),
    within(
      'docker configuration',
      '{"auths":{"r.example":{"auth":"',
      base64(`bot:${random(ALNUM, 16)}`),
      '"}}}',
    ),
    whole('jwt', `eyJ${random(ALNUM, 20)}.eyJ${random(ALNUM, 40)}.${random(ALNUM, 43)}`),
    ...[
      'PRIVATE KEY',
      'RSA PRIVATE KEY',
      'EC PRIVATE KEY',
      'OPENSSH PRIVATE KEY',
      'PGP PRIVATE KEY BLOCK',
    ].map((label) => whole(`pem ${label}`, pem(label))),
    whole('pem in base64', base64(pem('RSA PRIVATE KEY'))),
    whole('age', `AGE-SECRET-KEY-1${random(UPPER + DIGITS, 58)}`),
    within('basic auth in a url', 'https://bot:', random(ALNUM, 14), '@git.example/x.git'),
    within('token in a url', 'https://', random(ALNUM, 24), '@git.example/x.git'),
    within(
      'postgres url',
      'postgres://shop:',
      `${random(ALNUM, 9)}/${random(ALNUM, 3)}`,
      '@db.example:5432/shop?sslmode=require',
    ),
    within('redis url', 'redis://:', random(ALNUM, 12), '@cache.example:6379/0'),
    within('mysql dsn', 'shop:', random(ALNUM, 12), '@tcp(db.example:3306)/shop'),
    within('ado connection string', 'Server=db;User Id=sa;Password=', random(ALNUM, 10), ';Encrypt=true'),
    within('libpq', 'host=db user=shop password=', random(ALNUM, 10), ' dbname=shop'),
    within('json', '{"user":"x","password":"', random(ALNUM, 10), '"}'),
    within('json in json', '{"a":"{\\"apiKey\\":\\"', `a1${random(ALNUM, 20)}`, '\\"}"}'),
    within('yaml text', 'server:\n  password: ', `${random(LOWER, 7)} ${random(LOWER, 5)}`, '\n  port: 1\n'),
    within('env pair in json', '[{"name":"DB_PASSWORD","value":"', random(ALNUM, 10), '"}]'),
    within('env pair in yaml', 'env:\n  - name: DB_PASSWORD\n    value: ', random(LOWER, 10), '\n'),
    within('authorization header', 'Authorization: Bearer ', `A1${random(ALNUM, 30)}`, ''),
    whole('vault', `hvs.${random(ALNUM, 24)}`),
    whole('digitalocean', `dop_v1_${random(HEX, 64)}`),
    whole('sendgrid', `SG.${random(ALNUM, 22)}.${random(ALNUM, 43)}`),
    whole('twilio', `SK${random(HEX, 32)}`),
    whole('telegram', `${random(DIGITS, 10)}:AA${random(ALNUM, 33)}`),
    whole('hugging face', `hf_${random(ALNUM, 34)}`),
    whole('grafana', `glsa_${random(ALNUM, 32)}_${random(HEX, 8)}`),
    whole('password hash', `$2b$12$${random(ALNUM, 53)}`),
    whole('github in base64', base64(`token ghp_${random(ALNUM, 36)}`)),
  ];
}

/** What stands in claims every day and is no secret. */
export const HARMLESS: readonly string[] = [
  'token-exchange',
  'secret-store',
  'password-policy',
  'app-db-credentials',
  'vault-token-reviewer',
  'keycloak-client-secret',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'pvc-3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  `sha256:${'0a1b2c3d'.repeat(8)}`,
  `ghcr.io/acme/shop:1.2.3@sha256:${'0a1b2c3d'.repeat(8)}`,
  '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
  '10Gi',
  '500m',
  '2.5',
  '1e3',
  'ReadWriteOnce',
  'longhorn',
  'resources.stuttgart-things.com/v1alpha1',
  'VolumeClaim',
  'https://github.com/acme/harvester/tree/main/claims/infra/app-pvc',
  'http://shop.example:8080/a@b',
  'oci://registry.example:5000/charts/shop',
  'postgres://shop:$(DB_PASSWORD)@db:5432/shop',
  'postgres://shop:${DB_PASSWORD}@db:5432/shop',
  'postgres://db.example:5432/shop',
  'Server=db;Password=${DB_PASSWORD};',
  '{"password":"${DB_PASSWORD}"}',
  'password: {{ .Values.password }}',
  'ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]',
  'kubernetes.io/service-account-token',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ',
  'us-east-1',
  'registry.example:5000/team/shop:v1',
  'git@github.com:acme/harvester.git',
  'name@example.com',
  'the password is kept in the vault',
  'wrong password: access denied',
  'invalid token: unexpected end',
  'keys: a, b',
  'CN=shop,O=acme',
  'arn:aws:iam::123456789012:role/shop',
  '1700000000',
  'spec.forProvider.passwordSecretRef',
  'a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t',
  'mysecretname',
  'RuntimeDefault',
  '0 3 * * *',
];
