import { assertRequestKey, groupName, requestBranch, requestRef } from '../../../gitops/forge/request-key';
import { git, temporaryFolder } from '../../fixtures/git/git';

test.each([
  ['group:default/Platform Team', 'group-default-platform-team'],
  ['..a..b.lock.lock', 'a.b-lock'],
  ['Ünïcode', 'n-code'],
  ['///', 'all'],
])('groupName(%j) is %s, which Git takes', (text, name) => {
  expect(groupName(text)).toBe(name);
  const folder = temporaryFolder();
  const key = { project: 'storage', kind: 'claims', group: groupName(text) } as const;
  assertRequestKey(key);
  expect(git(folder.path, ['check-ref-format', requestRef(key)])).toBe('');
  expect(git(folder.path, ['check-ref-format', `refs/heads/${requestBranch(key)}`])).toBe('');
  folder.remove();
});

test.each(['Team', 'a..b', 'a/b', '-x', '.x', 'x.', 'x.lock', '', 'a b', 'a~1', 'a^', 'a:b', '@{', 'ä'])(
  'project %j is refused',
  (project) => {
    expect(() => {
      assertRequestKey({ project, kind: 'claims', group: 'all' });
    }).toThrow(expect.objectContaining({ code: 'request-name-invalid' }) as Error);
  },
);

test('a status request has a branch and a ref of its own', () => {
  const key = { project: 'storage', kind: 'status', group: 'status-update-claims-registry.yaml' } as const;
  expect(requestBranch(key)).toBe('status-update-claims-registry.yaml');
  expect(requestRef(key)).toBe('refs/claims/status/status-update-claims-registry.yaml');
});
