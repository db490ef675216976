import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { toolPath, describeWithTool } from '../tools/tool-path';
import { claims, CLI, git } from './adopted-tree';
import { TREE_FORMS } from '../../synth/adopt/tree-forms';

const TSC = resolve(__dirname, '../../../node_modules/typescript/bin/tsc');
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-forms-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function filesOf(tree: string): Map<string, string> {
  const all = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => join(entry.parentPath, entry.name).slice(tree.length + 1));
  return new Map(
    paths
      .filter((path) => !path.startsWith('.git/'))
      .map((path) => [path, readFileSync(join(tree, path), 'utf8')]),
  );
}

/** What kustomize makes of every folder that it can build. */
async function builds(tree: string, folders: Iterable<string>): Promise<Map<string, string>> {
  const tool = await toolPath('kustomize');
  const built = new Map<string, string>();
  for (const path of folders) {
    const { status, stdout } = spawnSync(tool, ['build', join(tree, path)], { encoding: 'utf8' });
    built.set(path, status === 0 ? stdout : 'does not build');
  }
  return built;
}

describeWithTool('kustomize', 'trees of every form', () => {
  (existsSync(CLI) ? test : test.skip).each(TREE_FORMS)(
    '$form: adopted and merged, its program type-checks, every byte stays and everything builds as before',
    async ({ files, root = 'claims', kinds = [], claims: expected }) => {
      const tree = join(folder, 'tree');
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(tree, path)), { recursive: true });
        writeFileSync(join(tree, path), text);
      }
      git(tree, 'init', '-q', '-b', 'main');
      git(tree, 'add', '-A');
      git(tree, 'commit', '-q', '-m', 'Start');
      git(tree, 'checkout', '-q', '--detach');
      const named = kinds.flatMap((kind) => ['--kinds', kind]);
      const adopted = claims(folder, 'adopt', 'tree', '--out', 'program', '--root', root, ...named);
      expect(adopted['claims']).toHaveLength(expected.length);
      const program = join(folder, 'program');
      execFileSync(process.execPath, [TSC, '-p', program], { stdio: 'inherit' });
      const folders = Object.keys(files)
        .filter((path) => KUSTOMIZATION.test(path))
        .map(dirname);
      const before = await builds(tree, folders);
      expect(claims(program, 'pr', '--merge')).toMatchObject({ action: 'merged' });
      git(tree, 'checkout', '-q', 'main');
      const after = filesOf(tree);
      for (const [path, text] of Object.entries(files)) expect([path, after.get(path)]).toEqual([path, text]);
      expect(await builds(tree, folders)).toEqual(before);
      expect(claims(program, 'diff')).toMatchObject({ changes: [], kept: [] });
    },
  );
});
