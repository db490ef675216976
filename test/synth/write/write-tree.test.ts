import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { NODE_DISK } from '../../../synth/write/output-disk';
import { missingContents, writeTree } from '../../../synth/write/write-tree';
import { Killed, mortalDisk, OWNER, planOf, putFiles, readTree, treeOf, withFolder } from './tree-fixture';

const BEFORE = { 'infra/a': 'a: 1\n', 'infra/b': 'b: 1\n', 'apps/c': 'c: 1\n' };
const AFTER = { 'infra/a': 'a: 2\n', 'infra/d': 'd: 1\n', 'web/e': 'e: 1\n' };

function caught(run: () => unknown): ToolkitError {
  try {
    run();
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('writing a tree', () => {
  it('makes a folder that is not there, and leaves nothing beside it', () => {
    withFolder((folder) => {
      const tree = treeOf(BEFORE);
      const result = writeTree(join(folder, 'deep/dist'), planOf(tree), OWNER);
      expect(readTree(join(folder, 'deep/dist'))).toEqual(tree);
      expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
      expect(result).toEqual({ written: Object.keys(tree).sort(), removed: [], unchanged: 0 });
    });
  });

  it('writes exactly the files whose bytes differ', () => {
    withFolder((folder) => {
      writeTree(folder, planOf(treeOf(BEFORE)), OWNER);
      const untouched = statSync(join(folder, 'claims/infra/b/thing.yaml'));
      const result = writeTree(folder, planOf(treeOf({ ...BEFORE, 'infra/a': 'a: 2\n' })), OWNER);
      expect(result.written).toEqual(['claims/.claims/shop/infra.ledger', 'claims/infra/a/thing.yaml']);
      expect(result.unchanged).toBe(Object.keys(treeOf(BEFORE)).length - 2);
      expect(statSync(join(folder, 'claims/infra/b/thing.yaml')).ino).toBe(untouched.ino);
      expect(writeTree(folder, planOf(treeOf({ ...BEFORE, 'infra/a': 'a: 2\n' })), OWNER).written).toEqual(
        [],
      );
    });
  });

  it('removes what it wrote earlier, empty folders and whole categories included, and nothing else', () => {
    withFolder((folder) => {
      writeTree(folder, planOf(treeOf(BEFORE)), OWNER);
      const foreign = {
        'README.md': 'mine\n',
        'claims/infra/mine/thing.yaml': 'mine: 1\n',
        'claims/.claims/other/infra.ledger': 'not ours\n',
        'claims/apps2/x.yaml': 'x\n',
      };
      putFiles(folder, foreign);
      const result = writeTree(folder, planOf(treeOf(AFTER)), OWNER);
      expect(readTree(folder)).toEqual({ ...treeOf(AFTER), ...foreign });
      expect(result.removed).toEqual([
        'claims/.claims/shop/apps.ledger',
        'claims/apps/c/kustomization.yaml',
        'claims/apps/c/thing.yaml',
        'claims/apps/kustomization.yaml',
        'claims/infra/b/kustomization.yaml',
        'claims/infra/b/thing.yaml',
      ]);
      expect(existsSync(join(folder, 'claims/apps'))).toBe(false);
    });
  });

  it('keeps files of a removed claim that a person changed', () => {
    withFolder((folder) => {
      writeTree(folder, planOf(treeOf(BEFORE)), OWNER);
      putFiles(folder, { 'claims/infra/b/thing.yaml': 'b: by hand\n' });
      writeTree(folder, planOf(treeOf(AFTER)), OWNER);
      expect(readTree(folder)).toMatchObject({ 'claims/infra/b/thing.yaml': 'b: by hand\n' });
    });
  });

  it('removes nothing on the word of a ledger that it cannot read', () => {
    withFolder((folder) => {
      writeTree(folder, planOf(treeOf(BEFORE)), OWNER);
      putFiles(folder, { 'claims/.claims/shop/infra.ledger': '<<<<<<< HEAD\n' });
      writeTree(folder, planOf(treeOf(AFTER)), OWNER);
      expect(readTree(folder)).toMatchObject({ ...treeOf(AFTER), 'claims/infra/b/thing.yaml': 'b: 1\n' });
    });
  });

  it('asks for the text of unchanged files only where the output lacks them', () => {
    withFolder((folder) => {
      const plan = planOf({ 'claims/a.yaml': 'a\n', 'claims/b.yaml': 'b\n' });
      const bare = {
        ...plan,
        files: plan.files.map(({ path, objectId }) => ({ path, objectId, action: 'unchanged' as const })),
      };
      putFiles(folder, { 'claims/a.yaml': 'a\n' });
      expect(missingContents(folder, bare)).toEqual(['claims/b.yaml']);
      expect(missingContents(join(folder, 'none'), bare)).toEqual(['claims/a.yaml', 'claims/b.yaml']);
      const contents = (path: string) => (path === 'claims/b.yaml' ? 'b\n' : undefined);
      expect(writeTree(folder, bare, { ...OWNER, contents }).written).toEqual(['claims/b.yaml']);
      expect(readTree(folder)).toEqual({ 'claims/a.yaml': 'a\n', 'claims/b.yaml': 'b\n' });
    });
  });

  it.each(['../x', 'a/../../x', '/etc/x', 'a//b', 'a/./b', 'a\\..\\x'])('refuses the path %s', (path) => {
    withFolder((folder) => {
      const error = caught(() =>
        writeTree(join(folder, 'dist'), planOf({ 'a.yaml': 'a\n', [path]: 'x\n' }), OWNER),
      );
      expect(error.code).toBe('output-path-unsafe');
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  it('refuses symbolic links below the output, before it writes anything', () => {
    withFolder((folder) => {
      const dist = join(folder, 'dist');
      putFiles(folder, { 'outside/keep.yaml': 'keep\n', 'dist/claims/x.txt': 'x\n' });
      symlinkSync(join(folder, 'outside'), join(dist, 'claims/infra'));
      expect(caught(() => writeTree(dist, planOf(treeOf(BEFORE)), OWNER))).toMatchObject({
        code: 'output-path-unsafe',
        message: `'${join(dist, 'claims/infra')}' is a symbolic link; nothing was written`,
      });
      symlinkSync(join(folder, 'outside/keep.yaml'), join(dist, 'one.yaml'));
      expect(caught(() => writeTree(dist, planOf({ 'one.yaml': 'new\n' }), OWNER)).code).toBe(
        'output-path-unsafe',
      );
      expect(readTree(join(folder, 'outside'))).toEqual({ 'keep.yaml': 'keep\n' });
      expect(readdirSync(dist).sort()).toEqual(['claims', 'one.yaml']);
    });
  });

  it('follows the link that the output itself is', () => {
    withFolder((folder) => {
      mkdirSync(join(folder, 'real'));
      symlinkSync(join(folder, 'real'), join(folder, 'dist'));
      writeTree(join(folder, 'dist'), planOf(treeOf(BEFORE)), OWNER);
      expect(readTree(join(folder, 'real'))).toEqual(treeOf(BEFORE));
    });
  });

  it('says what is in the way', () => {
    withFolder((folder) => {
      putFiles(folder, { 'claims/infra': 'a file\n' });
      expect(caught(() => writeTree(folder, planOf(treeOf(BEFORE)), OWNER)).message).toMatch(
        /a file is in the place of a folder/,
      );
      mkdirSync(join(folder, 'other.yaml'));
      expect(caught(() => writeTree(folder, planOf({ 'other.yaml': 'x\n' }), OWNER)).message).toMatch(
        /a folder is there/,
      );
      writeFileSync(join(folder, 'file'), '');
      expect(caught(() => writeTree(join(folder, 'file'), planOf({}), OWNER)).message).toMatch(
        /is not a folder/,
      );
      expect(caught(() => writeTree(join(folder, 'file/below'), planOf({}), OWNER)).code).toBe(
        'output-not-writable',
      );
    });
  });

  (process.getuid?.() === 0 ? it.skip : it)('says that the folder is read-only', () => {
    withFolder((folder) => {
      chmodSync(folder, 0o500);
      expect(caught(() => writeTree(folder, planOf(treeOf(BEFORE)), OWNER)).code).toBe('output-not-writable');
      chmodSync(folder, 0o700);
    });
  });
});

describe('a run that is killed', () => {
  const foreign = { 'README.md': 'mine\n', 'claims/infra/mine/thing.yaml': 'mine: 1\n' };
  const before: Record<string, string> = { ...treeOf(BEFORE), ...foreign };
  const after: Record<string, string> = { ...treeOf(AFTER), ...foreign };

  function points(start: (folder: string) => void): number {
    return withFolder((folder) => {
      start(folder);
      const disk = mortalDisk(NODE_DISK, Infinity);
      writeTree(join(folder, 'dist'), planOf(treeOf(AFTER)), { ...OWNER, disk });
      return disk.changes();
    });
  }

  function kill(folder: string, point: number): void {
    try {
      writeTree(join(folder, 'dist'), planOf(treeOf(AFTER)), {
        ...OWNER,
        disk: mortalDisk(NODE_DISK, point),
      });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  it('leaves each file whole at every point, and the next run completes it', () => {
    const start = (folder: string): void => {
      putFiles(join(folder, 'dist'), before);
    };
    const count = points(start);
    expect(count).toBeGreaterThan(30);
    for (let point = 0; point <= count; point++) {
      withFolder((folder) => {
        start(folder);
        kill(folder, point);
        for (const [path, text] of Object.entries(readTree(join(folder, 'dist')))) {
          if (path.includes('.claims-staging-') || path.endsWith('.ledger')) continue;
          expect([before[path], after[path]]).toContain(text);
        }
        writeTree(join(folder, 'dist'), planOf(treeOf(AFTER)), OWNER);
        expect(readTree(join(folder, 'dist'))).toEqual(after);
      });
    }
  });

  it('leaves nothing behind that another plan would not clean up', () => {
    const start = (folder: string): void => {
      putFiles(join(folder, 'dist'), before);
    };
    const count = points(start);
    for (let point = 0; point <= count; point++) {
      withFolder((folder) => {
        start(folder);
        kill(folder, point);
        writeTree(join(folder, 'dist'), planOf(treeOf(BEFORE)), OWNER);
        const left = readTree(join(folder, 'dist'));
        // The kustomization of a category that the killed run was about to add is not in a ledger.
        delete left['claims/web/kustomization.yaml'];
        expect(left).toEqual(before);
      });
    }
  });

  it('shows a new output folder whole or not at all', () => {
    const count = points(() => undefined);
    for (let point = 0; point <= count; point++) {
      withFolder((folder) => {
        kill(folder, point);
        if (existsSync(join(folder, 'dist'))) expect(readTree(join(folder, 'dist'))).toEqual(treeOf(AFTER));
        writeTree(join(folder, 'dist'), planOf(treeOf(AFTER)), OWNER);
        expect(readTree(join(folder, 'dist'))).toEqual(treeOf(AFTER));
        writeTree(join(folder, 'dist'), planOf(treeOf(AFTER)), OWNER);
        expect(readdirSync(folder)).toEqual(['dist']);
      });
    }
  });
});
