import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describeWithCorpus } from '../../corpus';
import { describeWithTool, toolPath } from '../tools/tool-path';
import { claims, CLI, git } from './adopted-tree';

const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-field-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What kustomize makes of every folder of a tree; `undefined` where it fails. */
async function builds(tree: string): Promise<Map<string, string | undefined>> {
  const tool = await toolPath('kustomize');
  const folders = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter(({ name }) => KUSTOMIZATION.test(name))
    .map(({ parentPath }) => parentPath);
  return new Map(
    folders.sort().map((path) => {
      const args = ['build', '--load-restrictor', 'LoadRestrictionsNone', path];
      const { status, stdout } = spawnSync(tool, args, { encoding: 'utf8' });
      return [relative(tree, path), status === 0 ? stdout : undefined];
    }),
  );
}

describeWithTool('kustomize', 'trees that people have', () => {
  describeWithCorpus('small ones, each for its kind', 'field', (corpus) => {
    const trees = readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'tree')));

    (existsSync(CLI) ? test : test.skip).each(trees)(
      '%s: taken over and merged, every folder that built builds the same, verify finds nothing new, and nothing is left to do',
      async (name) => {
        const tree = join(folder, 'tree');
        cpSync(join(corpus, name, 'tree'), tree, { recursive: true, verbatimSymlinks: true });
        git(tree, 'init', '-q', '-b', 'main');
        git(tree, 'add', '-A');
        git(tree, 'commit', '-q', '-m', 'Start');
        git(folder, 'clone', '-q', '--bare', 'tree', 'target.git');
        const found = claims(folder, 'registry', 'verify', '--target', 'target.git', '--project', 'f')[
          'problems'
        ];
        const adopted = claims(folder, 'adopt', 'target.git', '--out', 'program', '--include-orphans');
        if ((adopted['claims'] as unknown[]).length === 0) {
          // What cannot be read is one problem among others.
          expect(found).toContainEqual(expect.objectContaining({ code: 'file-unreadable' }));
          return;
        }
        const program = join(folder, 'program');
        expect(claims(program, 'pr', '--merge')).toMatchObject({ action: 'merged' });
        git(folder, 'clone', '-q', 'target.git', 'after');
        const after = await builds(join(folder, 'after'));
        for (const [path, built] of await builds(tree)) {
          if (built !== undefined) {
            expect([dirname(path), path, after.get(path)]).toEqual([dirname(path), path, built]);
          }
        }
        const diff = claims(program, 'diff') as { changes: unknown[]; kept: { path: string }[] };
        expect(diff.changes).toEqual([]);
        // What people wrote about a claim for the catalog stays theirs.
        expect(diff.kept.filter(({ path }) => !path.endsWith('/catalog-info.yaml'))).toEqual([]);
        const left = claims(folder, 'registry', 'verify', '--target', 'target.git', '--project', 'f')[
          'problems'
        ];
        expect((left as unknown[]).length).toBeLessThanOrEqual((found as unknown[]).length);
      },
    );
  });
});
