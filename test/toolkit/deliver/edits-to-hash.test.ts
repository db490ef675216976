import { editsToHash } from '../../../toolkit/deliver/edits-to-hash';

const hashed = (content: string, path = 'claims/registry.yaml'): string | null | undefined =>
  editsToHash([{ path, content }])[0]?.content;

const ENTRY = '- name: app\n  template: volumeclaim\n  category: infra\n';

describe('what the hash of a request has of a registry', () => {
  test.each([
    ['plain', '  status: active\n  statusMessage: Ready\n  lastCheckedAt: 2026-11-15T10:00:00Z\n'],
    ['quoted', '  "status": "active"\n  \'statusMessage\': \'Ready: yes\'\n'],
    ['a block', '  statusMessage: |-\n    one\n\n    two\n  status: error\n'],
    ['a long text', '  statusMessage: one\n    two\n    three\n'],
    ['no value', '  status:\n  statusMessage: ""\n'],
  ])('has no status of an entry: %s', (_, fields) => {
    const after = '- name: web\n  category: infra\n';
    expect(hashed(`claims:\n${ENTRY}${fields}${after}`)).toBe(`claims:\n${ENTRY}${after}`);
  });

  test('ends as the file ends, whatever the last field is', () => {
    expect(hashed(`${ENTRY}  status: active\n`)).toBe(ENTRY);
    expect(hashed(`${ENTRY}  status: active`)).toBe(hashed(`${ENTRY}  status: error`));
  });

  test('has an entry of which a status is the first field', () => {
    expect(hashed('- status: active\n  name: app\n')).toBe('-\n  name: app\n');
    expect(hashed('- status: error\n  name: app\n')).toBe(hashed('- status: active\n  name: app\n'));
  });

  test('has every other field, and other files as they are', () => {
    const text = `${ENTRY}  cluster: prod\n  statusPage: https://status.example.test\n  note: status: active\n`;
    expect(hashed(text)).toBe(text);
    expect(hashed('status: active\n', 'claims/infra/app/app.yaml')).toBe('status: active\n');
    expect(editsToHash([{ path: 'claims/registry.yaml', content: null }])).toEqual([
      { path: 'claims/registry.yaml', content: null },
    ]);
  });
});
