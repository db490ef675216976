import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, packageVersion } from '../../command/package-version';

/** What a new project is made of. */
export interface ProjectOptions {
  readonly name: string;
  readonly folder: string;
  readonly target?: string;
}

/** The files of a new project, by their path inside of it. */
export function projectFiles(options: ProjectOptions): ReadonlyMap<string, string> {
  return new Map([
    ['package.json', packageJson(options)],
    ['tsconfig.json', TSCONFIG],
    ['cdk8s.yaml', cdk8sYaml(options)],
    ['main.ts', MAIN],
    ['.gitignore', 'node_modules/\ndist/\n'],
  ]);
}

function packageJson({ name }: ProjectOptions): string {
  const manifest = {
    name,
    version: '0.0.0',
    private: true,
    scripts: {
      check: 'tsc --noEmit',
      synth: 'tsc --noEmit && claims synth',
      diff: 'claims diff',
      pr: 'tsc --noEmit && claims pr',
    },
    dependencies: { cdk8s: '^2.70.0', 'cdk8s-claims': ownVersion(), constructs: '^10.4.2' },
    devDependencies: {
      '@swc/core': '1.16.18',
      '@types/node': '^24.0.0',
      'ts-node': '10.9.2',
      typescript: '~5.9.3',
    },
    allowScripts: { '@swc/core': true },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Where this command comes from: its version, or the checkout that it runs in. */
function ownVersion(): string {
  const folder = packageFolder();
  return existsSync(join(folder, 'tsconfig.build.json')) ? `file:${folder}` : `^${packageVersion()}`;
}

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2023"],
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["**/*.ts"],
  "exclude": ["node_modules", "dist"],
  "ts-node": { "swc": true }
}
`;

function cdk8sYaml({ name, target }: ProjectOptions): string {
  const written =
    target === undefined
      ? '  # target: ../harvester   # path or URL of the GitOps repository'
      : `  target: ${JSON.stringify(target)}`;
  return `# yaml-language-server: $schema=node_modules/cdk8s-claims/docs/cdk8s.schema.json
language: typescript
app: node -r ts-node/register main.ts
gitops:
  project: ${name}
${written}
`;
}

const MAIN = `import { Category, ClaimApp, VolumeClaim } from 'cdk8s-claims';

const app = new ClaimApp();

const infra = new Category(app, 'infra');

new VolumeClaim(infra, 'app-data', {
  namespace: 'default',
  spec: { providerConfigRef: 'dev-cluster', pvcName: 'app-data', storage: '20Gi' },
});

app.synth();
`;
