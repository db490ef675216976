import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { code } from '../../../synth/source/source-text';
import { writeProject } from '../../../toolkit/new-project/write-project';

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

test.each([
  [
    'a link to a file that is not there',
    () => {
      symlinkSync(join(folder, 'nowhere'), join(folder, 'main.ts'));
    },
    'main.ts',
  ],
  [
    'a link in place of a folder',
    () => {
      symlinkSync(tmpdir(), join(folder, 'claims'));
    },
    'claims/infra.ts',
  ],
  [
    'a file in place of a folder',
    () => {
      writeFileSync(join(folder, 'claims'), 'mine');
    },
    'claims/infra.ts',
  ],
  [
    'a folder in place of a file',
    () => {
      mkdirSync(join(folder, 'main.ts'));
    },
    'main.ts',
  ],
])('%s is somebody else’s, too', async (_title, make, path) => {
  make();
  const before = readdirSync(folder);
  await expect(writeProject({ folder, sources: SOURCES, settings: SETTINGS })).rejects.toMatchObject({
    code: 'file-exists',
    data: { files: [path] },
  });
  expect(readdirSync(folder)).toEqual(before);
});

test('settings in place of which a link stands are left alone', async () => {
  symlinkSync(join(folder, 'nowhere'), join(folder, 'cdk8s.yaml'));
  expect(await writeProject({ folder, sources: SOURCES, settings: SETTINGS })).not.toContain('cdk8s.yaml');
  expect(readdirSync(folder).sort()).toEqual(['cdk8s.yaml', 'claims', 'main.ts']);
});

test('a new folder appears with all of the project, with the rights of a new folder', async () => {
  const place = join(folder, 'deep/project');
  await writeProject({ folder: place, sources: SOURCES, settings: SETTINGS });
  expect(readdirSync(join(folder, 'deep'))).toEqual(['project']);
  expect(readdirSync(place).sort()).toEqual(['cdk8s.yaml', 'claims', 'main.ts']);
  expect(statSync(place).mode).toBe(statSync(join(folder, 'deep')).mode);
});

test('a file that cannot be written leaves nothing of the others behind', async () => {
  const tooLong = [...SOURCES, { path: `claims/deep/${'x'.repeat(300)}.ts`, text: code`new` }];
  mkdirSync(join(folder, 'there/claims'), { recursive: true });
  for (const place of [join(folder, 'there'), join(folder, 'not/there')]) {
    await expect(writeProject({ folder: place, sources: tooLong, settings: SETTINGS })).rejects.toMatchObject(
      {
        code: 'file-not-writable',
      },
    );
  }
  expect(readdirSync(folder, { recursive: true })).toEqual(['there', 'there/claims']);
});

(process.getuid?.() === 0 ? test.skip : test)(
  'a folder that may not be written in stops all of it',
  async () => {
    mkdirSync(join(folder, 'claims'));
    chmodSync(join(folder, 'claims'), 0o500);
    await expect(writeProject({ folder, sources: SOURCES, settings: SETTINGS })).rejects.toMatchObject({
      code: 'file-not-writable',
    });
    expect(readdirSync(folder)).toEqual(['claims']);
  },
);
