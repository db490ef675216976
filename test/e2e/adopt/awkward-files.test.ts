import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { sameValue } from '../../../core/yaml/same-value';
import { type Built, objectsIn } from '../kustomize/built-objects';
import { kustomizeBuild } from '../kustomize/kustomize-build';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';

const CLI = resolve(__dirname, '../../../build/cli/main.js');
const whereBuilt = existsSync(CLI) ? test : test.skip;

const SHARE = `# ask #storage before you change this
apiVersion: acme.io/v1
kind: Share
metadata:
    name: share
    namespace: default
    annotations:
        acme.io/beta: on
spec:
    # agreed with audit
    mode: 0644
    size: "20Gi" # grows by hand
    country: NO
    opened: 2026-01-02
    grid: {x: 0, y: 8}
    owners:
        - 'ana' # on call
`;
const TREE: Readonly<Record<string, string>> = {
  'claims/infra/kustomization.yaml': 'resources:\n  - share\n',
  'claims/infra/share/kustomization.yaml': 'resources:\n  - share.yaml\n',
  'claims/infra/share/share.yaml': SHARE,
};
const FILE = 'claims/infra/share/share.yaml';

function claims(cwd: string, ...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args, '--json'], { cwd, encoding: 'utf8' });
  return { status, stderr };
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: 'ignore' });
}

describeWithTool('kustomize', 'a file of octals, words and dates from adopt to the second merge', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claims awkward '));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function built(text: string): Promise<Built | undefined> {
    const output = await kustomizeBuild({ ...TREE, [FILE]: text }, 'claims/infra');
    return output === undefined ? undefined : objectsIn(output)[0];
  }

  whereBuilt(
    'keeps every byte when adopted; one field that changes is one line of the file and one field of the object',
    async () => {
      const target = join(folder, 'harvester');
      for (const [path, text] of Object.entries(TREE)) {
        mkdirSync(dirname(join(target, path)), { recursive: true });
        writeFileSync(join(target, path), text);
      }
      git(target, 'init', '-q', '-b', 'trunk');
      git(target, 'add', '-A');
      git(target, 'commit', '-q', '-m', 'Start');
      git(target, 'checkout', '-q', '--detach');
      const standing = (): string => {
        git(target, 'checkout', '-q', 'trunk');
        const text = readFileSync(join(target, FILE), 'utf8');
        git(target, 'checkout', '-q', '--detach');
        return text;
      };
      const adopted = claims(folder, 'adopt', 'harvester', '--out', 'program', '--include-orphans');
      expect(adopted.status).toBe(0);
      expect(adopted.stderr).toContain(`${FILE}:13: spec.country is "NO" to kustomize and false to kubectl`);
      const program = join(folder, 'program');
      expect(claims(program, 'pr', '--merge').status).toBe(0);
      expect(standing()).toBe(SHARE);
      const source = join(program, 'claims/infra.ts');
      writeFileSync(source, readFileSync(source, 'utf8').replace("'20Gi'", "'30Gi'"));
      expect(claims(program, 'pr', '--merge').status).toBe(0);
      const changed = standing();
      expect(changed).toBe(SHARE.replace('"20Gi"', '"30Gi"'));
      const before = (await built(SHARE)) as { readonly spec: object };
      expect(sameValue(await built(changed), { ...before, spec: { ...before.spec, size: '30Gi' } })).toBe(
        true,
      );
    },
  );
});
