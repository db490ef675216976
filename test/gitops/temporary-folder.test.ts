import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  makeTemporaryFolder,
  removeTemporaryFolder,
  sweepTemporaryFolders,
} from '../../gitops/temporary-folder';
import { temporaryFolder } from '../fixtures/git/git';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.now();

let parent: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  parent = temporaryFolder();
});
afterEach(() => {
  parent.remove();
});

/** A process id that was given and is not any more. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** A folder as a run of this machine, or of another, would have made it. */
async function left(purpose: string, id: number, machine?: string): Promise<string> {
  const own = await makeTemporaryFolder('git', parent.path);
  await removeTemporaryFolder(own);
  const [, ours = ''] = /-([0-9a-f]{8})-\d+-/.exec(basename(own)) ?? [];
  const folder = join(parent.path, `cdk8s-claims-${purpose}-${machine ?? ours}-${id}-Ab12Cd`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'models.json'), '{}');
  return folder;
}

test('what killed runs left is swept at once, models too; what runs still is left alone', async () => {
  const gone = goneProcess();
  const swept = [await left('git', gone), await left('models', gone), await left('demo', gone)];
  const running = await left('models', process.pid);
  await sweepTemporaryFolders(parent.path, NOW);
  expect(swept.filter(existsSync)).toEqual([]);
  expect(existsSync(running)).toBe(true);
});

test('of other machines and containers, whose processes cannot be asked about, only old ones are swept', async () => {
  const gone = goneProcess();
  const fresh = await left('git', gone, '00000000');
  const old = await left('models', gone, '11111111');
  utimesSync(old, new Date(NOW - 2 * DAY), new Date(NOW - 2 * DAY));
  await sweepTemporaryFolders(parent.path, NOW);
  expect([existsSync(fresh), existsSync(old)]).toEqual([true, false]);
});

test('nothing else is swept: links are not followed, files and foreign names stay', async () => {
  const gone = goneProcess();
  const precious = join(parent.path, 'precious');
  mkdirSync(precious);
  writeFileSync(join(precious, 'data'), 'x');
  const folder = await left('git', gone);
  const name = basename(folder);
  symlinkSync(precious, join(parent.path, name.replace('Ab12Cd', 'Li12nk')));
  writeFileSync(join(parent.path, name.replace('Ab12Cd', 'Fi12le')), '');
  for (const foreign of [
    'cdk8s-claims-git',
    'cdk8s-claims-notes',
    `${name}.bak`,
    'cdk8s-claims-git-x-1-Ab12Cd',
  ]) {
    mkdirSync(join(parent.path, foreign));
  }
  await sweepTemporaryFolders(parent.path, NOW);
  expect(existsSync(join(precious, 'data'))).toBe(true);
  expect(readdirSync(parent.path)).toHaveLength(7);
});

test('one run removes a limited number for others', async () => {
  const gone = goneProcess();
  const name = basename(await left('git', gone));
  for (let count = 0; count < 60; count++) {
    mkdirSync(join(parent.path, name.replace('Ab12Cd', `A${String(count).padStart(5, '0')}`)));
  }
  await sweepTemporaryFolders(parent.path, NOW);
  expect(readdirSync(parent.path)).toHaveLength(11);
  await sweepTemporaryFolders(parent.path, NOW);
  expect(readdirSync(parent.path)).toEqual([]);
});

test.each([
  ['that is not there', '/nonexistent-folder', 'ENOENT'],
  ['that is a file', __filename, 'ENOTDIR'],
])('a folder %s is named with its variable', async (_case, folder, code) => {
  await expect(makeTemporaryFolder('git', folder)).rejects.toMatchObject({
    code: 'temporary-folder-unusable',
    message: expect.stringMatching(
      `'${folder}', the folder for temporary files \\(TMPDIR\\): .*\\(${code}\\)`,
    ),
  });
});
