import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../core/claim-model';
import { describeWithCorpus } from '../corpus';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject, type TestClaim } from './cli-run';

/** What both files say, in another order than they say it. */
function volume(name: string, spec: JsonObject): Omit<TestClaim, 'key'> {
  return {
    apiVersion: 'resources.stuttgart-things.com/v1alpha1',
    kind: 'VolumeClaim',
    metadata: { namespace: 'default', name },
    spec: {
      volumeMode: 'Filesystem',
      ...spec,
      namespace: 'default',
      annotations: { description: 'A simple persistent volume claim for application data' },
      accessModes: ['ReadWriteOnce'],
    },
  };
}

const HACKY: TestClaim = {
  key: 'cli/hacky',
  ...volume('hacky', {
    pvcName: 'hacky',
    providerConfigRef: 'in-cluster',
    storage: '2Gi',
    storageClassName: 'openebs-hostpath',
  }),
};
const APP_PVC: TestClaim = {
  key: 'infra/app-pvc',
  ...volume('app-pvc', {
    pvcName: 'app-data',
    providerConfigRef: 'harvester',
    storage: '20Gi',
    storageClassName: 'harvester-longhorn',
  }),
};

/** Files that belong to one of the two claims alone. */
const OWN = /^claims\/(cli\/hacky\.yaml|infra\/app-pvc\/.*)$/;

describeWithCorpus(
  'a program that declares claims of the real harvester repository',
  'harvester',
  (corpus) => {
    let folder: ReturnType<typeof temporaryFolder>;
    let cwd: string;
    let target: string;
    const original: Record<string, string> = {};
    beforeEach(() => {
      folder = temporaryFolder();
      cwd = join(folder.path, 'project');
      for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile()) original[path.slice(corpus.length + 1)] = readFileSync(path, 'utf8');
      }
      target = bareRepository(folder.path);
      seedCommit(target, original);
      writeProject(
        cwd,
        [HACKY, APP_PVC],
        '  target: ../target.git\n  project: shop\n  repository: stuttgart-things/harvester\n',
      );
    });
    afterEach(() => {
      folder.remove();
    });
    const own = (files: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(files).filter(([path]) => OWN.test(path)));

    test('plans none of their files', async () => {
      const diff = await claims(['diff', '--json'], { cwd });
      expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
      const { files, kept } = diff.json() as unknown as {
        files: { path: string; action: string }[];
        kept: unknown[];
      };
      expect(kept).toEqual([]);
      const changed = files.filter(({ action }) => action !== 'unchanged').map(({ path }) => path);
      expect(changed).toEqual([
        'claims/.claims/shop/cli.ledger',
        'claims/.claims/shop/infra.ledger',
        'claims/infra/kustomization.yaml',
        'claims/registry.yaml',
      ]);
    });

    test('leaves them byte for byte when the change request is merged, and adds only what lacked', async () => {
      const merged = await claims(['pr', '--merge', '--json'], { cwd });
      expect(merged.json()).toMatchObject({ action: 'merged' });
      const after = filesAt(target, 'main');
      expect(Object.keys(own(after))).toHaveLength(4);
      expect(own(after)).toEqual(own(original));
      expect(after['claims/registry.yaml']?.startsWith(original['claims/registry.yaml'] ?? '')).toBe(true);
      expect(git(target, ['diff', '--numstat', 'main^', 'main', '--', 'claims/registry.yaml'])).toMatch(
        /^\d+\t0\t/,
      );
      expect((await claims(['pr', '--json'], { cwd })).json()).toMatchObject({ action: 'none', writes: 0 });
    });

    test('writes the same bytes to an output folder', async () => {
      const output = join(folder.path, 'out');
      expect(await claims(['synth', '--output', output], { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
      for (const [path, text] of Object.entries(own(original))) {
        expect([path, readFileSync(join(output, path), 'utf8')]).toEqual([path, text]);
      }
    });

    test('reads a plain folder as it reads the repository', async () => {
      cpSync(corpus, join(folder.path, 'plain'), { recursive: true });
      const options = ['diff', '--json'];
      const fromGit = await claims(options, { cwd });
      const fromFolder = await claims([...options, '--target', join(folder.path, 'plain')], { cwd });
      expect(fromFolder.json()).toEqual(fromGit.json());
    });
  },
);
