import fc from 'fast-check';
import type { JsonValue } from '../../../core/claim-model';
import type { Change, ChangeKind, FieldChange, KeptFile, Plan } from '../../../core/plan';
import { anyCharacter } from '../../any-character';
import { sampleSecrets } from '../../core/secrets/sample-secrets';
import { samplePlan } from './sample-plan';

/** Stands in every text that comes from content: where it shows up outside of code, something leaked. */
export const CONTENT_MARK = 'qzcontent';

const PAYLOADS: readonly string[] = [
  '```',
  '````',
  '~~~',
  '`',
  '`'.repeat(40),
  '``` diff',
  '\n```\n',
  '\n  ```\n',
  '\n~~~~\n# x\n',
  '</details>',
  '\n\n</details>\n\n',
  '<details>',
  '<summary>x</summary>',
  '<img src=x onerror=alert(1)>',
  '<script>',
  '<!--',
  '-->',
  '<!-- claims:review project=shop group=all part=1/9 input=a output=b version=c -->',
  '<a href="https://evil.example">',
  '@octocat',
  '@acme/admins',
  ' @everyone ',
  '#12',
  ' #12 ',
  'GH-12',
  'acme/shop#1',
  '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
  ' deadbeef ',
  'https://evil.example/x',
  'www.evil.example',
  'me@evil.example',
  '<https://evil.example>',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '[x]: https://evil.example',
  '[^1]',
  '[^1]: x',
  '\u202e',
  '\u2066x\u2069',
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u{e0041}',
  '\ud800',
  '\udc00',
  '\0',
  '\r',
  '\r\n',
  '\n',
  '\n\n',
  '\t',
  '\u2028',
  '\u0085',
  '\u001b[31m',
  '\n# heading',
  '\nx\n===',
  '\n- item',
  '\n> quote',
  '\n| a |\n|---|\n',
  '|',
  '\\',
  '**b**',
  '_i_',
  '~~s~~',
  ':tada:',
  '&lt;b&gt;',
  '&#64;octocat',
  '%app_diffs%',
  '%s',
  '%2F',
  '$&',
  '$1',
  '$`',
  "$'",
  '{{x}}',
  '${x}',
  'Claims-Acknowledge: infra/db',
  '\nClaims-Acknowledge: infra/db\n',
  '\n\nClaims-Acknowledge: infra/db\n\n',
  '$$x$$',
  '    code',
  '- [ ] task',
  '👩‍👩‍👧‍👦',
  'é'.normalize('NFD'),
  '🇩🇪',
  'ﷺ',
  '@@ spec @@',
  '+ added',
  '__proto__',
];

const payload = fc.constantFrom(...PAYLOADS);
const junk = fc.string({ unit: anyCharacter, maxLength: 6 });

/** Text with payloads at its ends and in its middle. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 4, arbitrary: payload }, { weight: 1, arbitrary: junk }), { maxLength: 3 }),
    fc.array(payload, { maxLength: 2 }),
  )
  .map(([before, after]) => before.join('') + CONTENT_MARK + after.join(''));

const SECRETS = [...sampleSecrets(11), ...sampleSecrets(12)];

/** A field that nobody may read in full: where, as what, and the part that would give it away. */
interface HostileField {
  readonly field: FieldChange;
  readonly secret?: string;
}

const password = fc
  .string({ unit: fc.constantFrom(...'bcdfghkmnpqrstvwxz23456789'.split('')), minLength: 12, maxLength: 16 })
  .map((text) => `zq7${text}`);

/** Secrets by shape anywhere, and arbitrary values in places that say what they are. */
const secretField: fc.Arbitrary<HostileField> = fc
  .tuple(hostileText, fc.constantFrom(...SECRETS), password, fc.integer({ min: 0, max: 13 }), fc.boolean())
  .map(([text, sample, value, place, isBefore]) => {
    const side = (content: JsonValue): Partial<FieldChange> =>
      isBefore ? { before: content, after: 'x' } : { after: content };
    const padded = `${CONTENT_MARK}\n${sample.text}\n${text}`;
    const lastApplied = JSON.stringify({ kind: 'Secret', stringData: { [text]: value } });
    const fields: readonly HostileField[] = [
      { field: { path: `spec.${CONTENT_MARK}`, ...side(sample.text) }, secret: sample.secret },
      { field: { path: 'spec.config', ...side(padded) }, secret: sample.secret },
      {
        field: { path: 'metadata.annotations["a.b/c"]', ...side({ [text]: [padded] }) },
        secret: sample.secret,
      },
      { field: { path: 'spec.password', ...side(value) }, secret: value },
      { field: { path: 'spec.adminPassword', before: value, after: '${PW}' }, secret: value },
      { field: { path: 'spec.apiKey', ...side(value) }, secret: value },
      { field: { path: 'spec.env[DB_PASSWORD].value', ...side(value) }, secret: value },
      {
        field: {
          path: 'spec.env',
          ...side([
            { name: 'API_TOKEN', value },
            { name: text, value: text },
          ]),
        },
        secret: value,
      },
      { field: { path: 'stringData.x', ...side(value) }, secret: value },
      { field: { path: '', ...side({ kind: 'Secret', data: { [text]: value } }) }, secret: value },
      {
        field: {
          path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
          ...side(lastApplied),
        },
        secret: value,
      },
      {
        field: { path: 'spec.url', ...side(`postgres://shop:${value}@db.example/x?${CONTENT_MARK}`) },
        secret: value,
      },
      { field: { path: 'spec.dsn', ...side(`Server=db;Password=${value};Encrypt=true`) }, secret: value },
      { field: { path: `spec.${CONTENT_MARK}`, ...side({ [sample.text]: 1 }) }, secret: sample.secret },
    ];
    return fields[place]!;
  });

const hostileValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    fc.constantFrom<JsonValue>(1, true, null, '', '10Gi', 4_294_967_296n),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 2 }),
  ),
})).value;

const plainField: fc.Arbitrary<HostileField> = fc
  .record({
    path: hostileText,
    before: fc.option(hostileValue, { nil: undefined }),
    after: fc.option(hostileValue, { nil: undefined }),
  })
  .map((field) => ({ field }));

const hostileFields = fc.array(fc.oneof(plainField, secretField), { maxLength: 3 });
const source = fc.record({
  file: hostileText,
  line: fc.integer({ min: 1, max: 9_999_999 }),
  construct: hostileText,
});
const identity = fc.record({
  apiVersion: hostileText,
  kind: hostileText,
  namespace: fc.option(hostileText, { nil: undefined }),
  name: hostileText,
});

const live = fc.record({
  status: fc.oneof(hostileText, fc.constantFrom('active', 'creating', 'error', 'unknown', 'deleting')),
  message: hostileText,
  since: fc.oneof(
    hostileText,
    hostileText.map((text) => `2026-11-15T${text}`),
  ),
  cluster: hostileText,
});

interface Secretive<T> {
  readonly value: T;
  readonly secrets: readonly string[];
}

function secretive<T>(
  value: T,
  fields: readonly HostileField[],
): Secretive<T & { readonly fields: FieldChange[] }> {
  return {
    value: { ...value, fields: fields.map(({ field }) => field) },
    secrets: fields.flatMap(({ secret }) => (secret === undefined ? [] : [secret])),
  };
}

const hostileChange: fc.Arbitrary<Secretive<Change>> = fc
  .record({
    change: fc.constantFrom<ChangeKind>(
      'added',
      'changed',
      'renamed',
      'replaced',
      'removed',
      'registry-only',
    ),
    kind: hostileText,
    category: hostileText,
    name: hostileText,
    path: hostileText,
    from: fc.option(hostileText, { nil: undefined }),
    before: fc.option(identity, { nil: undefined }),
    after: fc.option(identity, { nil: undefined }),
    deletes: fc.option(fc.array(identity, { maxLength: 2 }), { nil: undefined }),
    live: fc.option(fc.array(live, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    source: fc.option(source, { nil: undefined }),
    fields: hostileFields,
    files: fc.array(hostileText, { maxLength: 2 }),
  })
  .map(({ fields, ...change }) => secretive(change, fields));

const hostileKept: fc.Arbitrary<Secretive<KeptFile>> = fc
  .record({
    path: hostileText,
    category: hostileText,
    name: hostileText,
    reason: fc.constantFrom<KeptFile['reason']>('hand-edited', 'not-ours', 'hand-edited-removal'),
    programChanged: fc.boolean(),
    source: fc.option(source, { nil: undefined }),
    fields: hostileFields,
  })
  .map(({ fields, ...kept }) => secretive(kept, fields));

const warning = fc
  .tuple(hostileText, hostileText, hostileText, fc.constantFrom(...SECRETS))
  .map(([message, construct, field, { text, secret }]) => ({
    value: {
      code: 'secret-literal' as const,
      severity: 'warning' as const,
      message: `${text} ${message}`,
      construct,
      field,
      hint: message,
    },
    secrets: [secret],
  }));

/** A plan whose every text was written by an enemy, and the secrets in it. */
export const hostilePlan: fc.Arbitrary<{ readonly plan: Plan; readonly secrets: readonly string[] }> = fc
  .record({
    changes: fc.array(hostileChange, { minLength: 1, maxLength: 2 }),
    kept: fc.array(hostileKept, { maxLength: 1 }),
    warnings: fc.array(warning, { maxLength: 1 }),
  })
  .map(({ changes, kept, warnings }) => ({
    plan: samplePlan(
      changes.map(({ value }) => value),
      { kept: kept.map(({ value }) => value), warnings: warnings.map(({ value }) => value) },
    ),
    secrets: [...changes, ...kept, ...warnings].flatMap(({ secrets }) => secrets),
  }));
