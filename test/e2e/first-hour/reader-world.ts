import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { containerEnvironment, installPacked } from './packed-install';
import { inTerminal, type Seen } from './pseudo-terminal';

const PROJECT = join(__dirname, '../../..');

const MANIFEST = (name: string): string =>
  `apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata:\n  name: ${name}\n  namespace: default\nspec:\n  providerConfigRef: dev-cluster\n  pvcName: ${name}\n  storage: 20Gi\n`;
const KUSTOMIZATION = (...resources: string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((name) => `  - ${name}\n`).join('')}`;

/** A claim as people make it, with the status of a collector. */
interface HandMade {
  readonly category: string;
  readonly name: string;
  readonly status: string;
}

const HAND_MADE: readonly HandMade[] = [
  { category: 'cli', name: 'hacky', status: 'active' },
  { category: 'infra', name: 'a', status: 'active' },
  { category: 'infra', name: 'b', status: 'error' },
];

/** The repository that the examples call `../harvester`, before any program writes to it. */
function handMadeTree(): Record<string, string> {
  const entries = HAND_MADE.map(
    ({ category, name, status }) =>
      `  - name: ${name}\n    template: volumeclaim\n    category: ${category}\n    namespace: default\n    createdAt: "2026-02-06T11:00:00Z"\n    createdBy: bob\n    source: cli\n    repository: acme/harvester\n    path: claims/${category}/${name}\n    status: ${status}\n`,
  );
  const files: Record<string, string> = {
    'claims/registry.yaml': `apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n${entries.join('')}`,
    'claims/cli/kustomization.yaml': KUSTOMIZATION('hacky'),
    'claims/infra/kustomization.yaml': KUSTOMIZATION('a', 'b'),
  };
  for (const { category, name } of HAND_MADE) {
    files[`claims/${category}/${name}/kustomization.yaml`] = KUSTOMIZATION('volumeclaim.yaml');
    files[`claims/${category}/${name}/volumeclaim.yaml`] = MANIFEST(name);
  }
  return files;
}

/** A Flux home repository, as the examples call `../home`. */
const HOME_TREE: Readonly<Record<string, string>> = {
  'kubernetes/apps/media/kustomization.yaml': KUSTOMIZATION('./player/ks.yaml'),
  'kubernetes/apps/media/player/ks.yaml':
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: player\n  namespace: flux-system\nspec:\n  path: ./kubernetes/apps/media/player/app\n  prune: true\n  interval: 1h\n  sourceRef:\n    kind: GitRepository\n    name: home\n',
  'kubernetes/apps/media/player/app/kustomization.yaml': KUSTOMIZATION('helmrelease.yaml'),
  'kubernetes/apps/media/player/app/helmrelease.yaml':
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: player\n  namespace: media\nspec:\n  interval: 1h\n  chartRef:\n    kind: OCIRepository\n    name: player\n',
};

/** The settings of docs/deploy.md with a digest and a hash in place of the dots. */
function documentedStack(): string {
  const page = readFileSync(join(PROJECT, 'docs/deploy.md'), 'utf8');
  const stack = /```yaml\n(config:\n[^]*?)```/.exec(page)?.[1] ?? '';
  return stack.replace('sha256:…', `sha256:${'1a'.repeat(32)}`).replace('9f86d081…', '2b'.repeat(32));
}

/** Folders of a reader who has what the documentation speaks of: the package, a project, and repositories beside it. */
export class ReaderWorld {
  readonly #folder = temporaryFolder();
  readonly #env: Record<string, string>;
  /** Where `cd` led since the page began. */
  #moved = '.';

  constructor() {
    installPacked(this.#folder.path);
    const bin = join(this.#folder.path, 'node_modules/.bin');
    const env = containerEnvironment();
    this.#env = { ...env, PATH: `${bin}:${env['PATH'] ?? ''}` };
    mkdirSync(join(this.#folder.path, 'work'));
    for (const [name, files] of [
      ['harvester', handMadeTree()],
      ['home', HOME_TREE],
    ] as const) {
      const made = join(this.#folder.path, 'made');
      mkdirSync(made);
      cpSync(bareRepository(made, files), join(this.#folder.path, name), { recursive: true });
      rmSync(made, { recursive: true });
      git(join(this.#folder.path, name), ['remote', 'add', 'origin', `https://github.com/acme/${name}.git`]);
    }
    const made = this.type('claims init shop --target ../harvester', 'above');
    if (made.exitCode !== 0) throw new Error(made.text);
    cpSync(join(this.#folder.path, 'work/shop'), this.project, { recursive: true });
    this.remove('shop');
    cpSync(join(PROJECT, 'claims/xrds'), join(this.project, 'platform/xrds'), { recursive: true });
    this.declare({ 'app-data': '10Gi', 'app-pvc': '20Gi' });
    const stack = documentedStack();
    writeFileSync(join(this.project, 'Pulumi.prod.yaml'), stack);
    writeFileSync(
      join(this.project, 'deployment.yaml'),
      stack
        .replace(/^ {2}claims-infra:access:[^]*/m, '')
        .replace('config:\n', '')
        .replaceAll(/^ {2}(?:claims-infra:)?/gm, ''),
    );
  }

  /** Folder of the project. */
  get project(): string {
    return join(this.#folder.path, 'shop');
  }

  /** Starts a page: the reader is where it begins. */
  turnPage(): void {
    this.#moved = '.';
  }

  /** Types a line of shell; what it would write to `/tmp` lands in this world. */
  type(line: string, folder: 'above' | 'project'): Seen {
    const home = folder === 'above' ? join(this.#folder.path, 'work') : this.project;
    const cwd = join(home, this.#moved);
    const moved = /^cd (\S+)$/.exec(line)?.[1];
    if (moved !== undefined) this.#moved = join(this.#moved, moved);
    return inTerminal(line.replaceAll(' /tmp/', ` ${this.#folder.path}/`), cwd, this.#env);
  }

  /** Writes a program with these volumes in the category `infra`. */
  declare(volumes: Readonly<Record<string, string>>): void {
    const claims = Object.entries(volumes).map(
      ([name, storage]) =>
        `new VolumeClaim(infra, '${name}', { spec: { providerConfigRef: 'dev-cluster', pvcName: '${name}', storage: '${storage}' } });\n`,
    );
    writeFileSync(
      join(this.project, 'main.ts'),
      `import { Category, ClaimApp, VolumeClaim } from 'cdk8s-claims';\n\nconst app = new ClaimApp();\nconst infra = new Category(app, 'infra', { namespace: 'default' });\n${claims.join('')}app.synth();\n`,
    );
  }

  /** Changes `gitops.project` of `cdk8s.yaml`. */
  renameProject(name: string): void {
    const path = join(this.project, 'cdk8s.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^ {2}project: .*$/m, `  project: ${name}`));
  }

  /** Somebody leaves a claim in the target that nothing lists. */
  leaveOrphan(claim: string): void {
    seedCommit(join(this.#folder.path, 'harvester'), {
      [`claims/${claim}/kustomization.yaml`]: KUSTOMIZATION('volumeclaim.yaml'),
      [`claims/${claim}/volumeclaim.yaml`]: MANIFEST('left'),
    });
  }

  /** Somebody changes a file of the target. */
  editByHand(path: string, before: string, after: string): void {
    const target = join(this.#folder.path, 'harvester');
    const text = `${git(target, ['show', `main:${path}`])}\n`;
    if (!text.includes(before)) throw new Error(`${before} is not in ${text}`);
    seedCommit(target, { [path]: text.replace(before, after) });
  }

  /** Removes a folder that the reader made above the project. */
  remove(name: string): void {
    const path = join(this.#folder.path, 'work', name);
    if (!existsSync(path)) throw new Error(`${path} was never made`);
    rmSync(path, { recursive: true });
  }

  end(): void {
    this.#folder.remove();
  }
}
