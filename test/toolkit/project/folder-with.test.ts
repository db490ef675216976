import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../../../toolkit/project/folder-with';
import { temporaryFolder } from '../../fixtures/git/git';

describe('the folder of a project', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let inner = '';
  beforeEach(() => {
    folder = temporaryFolder();
    inner = join(folder.path, 'project/claims/infra');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(folder.path, 'project/cdk8s.yaml'), '');
  });
  afterEach(() => {
    folder.remove();
  });

  test('is the nearest one above', () => {
    expect(folderWith('cdk8s.yaml', inner)).toBe(join(folder.path, 'project'));
    writeFileSync(join(folder.path, 'project/claims/cdk8s.yaml'), '');
    expect(folderWith('cdk8s.yaml', inner)).toBe(join(folder.path, 'project/claims'));
  });

  test('is not above the repository that the folder stands in', () => {
    mkdirSync(join(folder.path, 'project/claims/.git'));
    expect(folderWith('cdk8s.yaml', inner)).toBeUndefined();
  });

  test('is not above a folder of another user, whose commands would be run', () => {
    const other = statSync(inner).uid + 1;
    expect(folderWith('cdk8s.yaml', inner, other)).toBeUndefined();
    expect(folderWith('cdk8s.yaml', join(folder.path, 'project'), other)).toBe(join(folder.path, 'project'));
  });
});
