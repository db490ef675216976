import { readManifest } from '../../harvester/tree/manifest';
import { readingWarningsOf } from '../../harvester/reading-warnings';

const FILE = 'claims/infra/a/claim.yaml';
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';

test.each([
  ['spec:\n  a: 1\n  "a": 2\n', 7],
  ['spec:\n  a: 1\n  a: 2\n', 7],
  ['spec:\n  5: a\n', 6],
  ['spec:\n  2026-01-02: a\n', 6],
  ['spec:\n  a: .inf\n', 6],
  ['spec:\n  - -.Inf\n', 6],
  ['spec:\n  a: .nan # c\n', 6],
  ['spec:\n  a: 1\n\t\n  b: 2\n', 7],
  ['spec:\n  a: "\x07"\n', 6],
  ['spec: 1\n--- {a: 1}\n', 6],
  ['spec: 1\n...\nb: 1\n', 7],
])('a manifest that kustomize refuses is told with its line: %j', (lines, line) => {
  expect(readManifest(HEAD + lines, FILE)).toMatchObject({ readable: false, line });
});

test('a directive is refused', () => {
  expect(readManifest(`%YAML 1.1\n---\n${HEAD}`, FILE)).toMatchObject({ readable: false, line: 1 });
});

test('fields that kustomize and kubectl read in different ways are warnings with file and line, of manifests only', () => {
  const files = [
    [FILE, `${HEAD}spec:\n  country: NO\n  y: {a: }\n`],
    ['claims/infra/kustomization.yaml', 'resources: [on]\n'],
    ['claims/registry.yaml', 'claims: [{name: on}]\n'],
    ['other/x.yaml', `${HEAD}spec: on\n`],
  ] as const;
  const messages = readingWarningsOf(files, 'claims').map(
    ({ message, severity }) => `${severity ?? ''} ${message}`,
  );
  expect(messages).toEqual([
    `warning ${FILE}:6: spec.country is "NO" to kustomize and false to kubectl`,
    `warning ${FILE}:7: spec.y.a is "" to kustomize and null to kubectl`,
    `warning ${FILE}:7: the key spec.y is "y" to kustomize and "true" to kubectl`,
  ]);
  const [first] = readingWarningsOf(files, 'claims', () => false);
  expect(first?.message).toBe(
    `${FILE}:6: spec.country is "NO" to kustomize and false to kubectl; no kustomization leads to this file, so this cluster may read it the other way`,
  );
});

test('a warning shows no long text, which may be a secret', () => {
  const [warning] = readingWarningsOf(
    [[FILE, `${HEAD}token: !!binary c2VjcmV0LXRva2VuLTEyMzQ1\nx: ! 123456789\n`]],
    'claims',
  );
  expect(warning?.message).toBe(`${FILE}:6: x is 123456789 to kustomize and other text to kubectl`);
});
