import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { BUILD_TIMEOUT, describeWithTool, pinnedVersion, toolPath } from './tool-path';

describeWithTool('kustomize', 'the programs of the end-to-end tests', () => {
  test(
    'kustomize is found or built, and runs',
    async () => {
      const { stdout } = await promisify(execFile)(await toolPath('kustomize'), ['version']);
      expect(stdout).toMatch(/^v5\./);
    },
    BUILD_TIMEOUT,
  );

  test('versions are pinned exactly', () => {
    expect([pinnedVersion('gitea'), pinnedVersion('kustomize')]).toEqual([
      expect.stringMatching(/^v\d+\.\d+\.\d+$/),
      expect.stringMatching(/^v\d+\.\d+\.\d+$/),
    ]);
  });

  test('a variable that names no program is told', async () => {
    process.env['CLAIMS_TOOL_GITEA'] = '/nowhere/gitea';
    try {
      await expect(toolPath('gitea')).rejects.toThrow('CLAIMS_TOOL_GITEA names no program: /nowhere/gitea');
    } finally {
      delete process.env['CLAIMS_TOOL_GITEA'];
    }
  });
});
