import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFile } from '../../../collector/server/access/token-file';
import { temporaryFolder } from '../../fixtures/git/git';

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

describe('tokens in a folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let now = 0;
  const problems: unknown[] = [];
  const write = (cluster: string, ...tokens: string[]): void => {
    writeFileSync(join(folder.path, `${cluster}.json`), JSON.stringify({ [cluster]: tokens.map(hash) }));
  };
  const opened = () =>
    tokenFile(
      folder.path,
      () => now,
      (error) => problems.push(error),
    );
  beforeEach(() => {
    folder = temporaryFolder();
    now = 0;
    problems.length = 0;
  });
  afterEach(() => {
    folder.remove();
  });

  it('are those of all its files; a file that goes takes its tokens along', () => {
    write('west', 'old', 'new');
    write('east', 'other');
    const clustersOf = opened();
    expect(['old', 'new', 'other', 'none'].map(clustersOf)).toEqual([['west'], ['west'], ['east'], []]);
    rmSync(join(folder.path, 'east.json'));
    expect(clustersOf('other')).toEqual(['east']);
    now += 1_000;
    expect(clustersOf('other')).toEqual([]);
    expect(clustersOf('old')).toEqual(['west']);
  });

  it('come and go while it runs, also from a folder that was empty', () => {
    const clustersOf = opened();
    expect(clustersOf('old')).toEqual([]);
    write('west', 'old');
    now += 1_000;
    expect(clustersOf('old')).toEqual(['west']);
    write('west', 'new');
    now += 1_000;
    expect([clustersOf('old'), clustersOf('new')]).toEqual([[], ['west']]);
    expect(problems).toEqual([]);
  });

  it('are read as a kubelet lays them out: links into a folder that is swapped', () => {
    const data = join(folder.path, '..2026_01');
    mkdirSync(data);
    writeFileSync(join(data, 'west.json'), JSON.stringify({ west: [hash('old')] }));
    symlinkSync('..2026_01', join(folder.path, '..data'));
    symlinkSync('..data/west.json', join(folder.path, 'west.json'));
    // What somebody is about to rename into place is not looked at.
    writeFileSync(join(folder.path, '.west.json'), '{');
    expect(opened()('old')).toEqual(['west']);
  });

  it('stay as they were where one of the files becomes wrong, and that is told', () => {
    write('west', 'old');
    const clustersOf = opened();
    writeFileSync(join(folder.path, 'east.json'), '{"east": "no list"}');
    now += 1_000;
    expect(clustersOf('old')).toEqual(['west']);
    expect(String(problems)).toContain('east.json must be');
    expect(opened).toThrow('east.json must be');
  });
});
