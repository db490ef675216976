import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { code } from '../../../synth/source/source-text';
import { writeProject } from '../../../cli/project/write-project';

const SOURCES = [
  { path: 'main.ts', text: code`new` },
  { path: 'claims/infra.ts', text: code`new` },
];
const SETTINGS = [{ path: 'cdk8s.yaml', text: code`new` }];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-project-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('settings that are there already stay, the sources go beside them', async () => {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'mine');
  expect(await writeProject({ folder, sources: SOURCES, settings: SETTINGS })).toEqual([
    'claims/infra.ts',
    'main.ts',
  ]);
  expect(readFileSync(join(folder, 'cdk8s.yaml'), 'utf8')).toBe('mine');
});

test('when a source is there already nothing is written', async () => {
  writeFileSync(join(folder, 'main.ts'), 'mine');
  await expect(writeProject({ folder, sources: SOURCES, settings: SETTINGS })).rejects.toMatchObject({
    code: 'file-exists',
    data: { files: ['main.ts'] },
  });
  expect(readdirSync(folder)).toEqual(['main.ts']);
});
