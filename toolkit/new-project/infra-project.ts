import { jsonText, yamlText } from '../../synth/source/data-text';
import { code } from '../../synth/source/source-text';
import { type OwnDependency, ownDependency } from './own-dependency';
import type { ProjectFile } from './project-files';
import { writeProject } from './write-project';

/** What nobody knows but whoever builds the image; the check of the configuration refuses it until it is replaced. */
const IMAGE = 'registry.example.com/claims@sha256:REPLACE_WITH_DIGEST';

/**
 * Writes a Pulumi project that deploys the services: one hub and a first cluster. Either every file is new, or nothing is written.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export function infraProject(folder: string, name: string): Promise<string[]> {
  return writeProject({ folder, sources: infraFiles(name, ownDependency(folder)), settings: [] });
}

/** The files of such a project. */
function infraFiles(name: string, dependency: OwnDependency): ProjectFile[] {
  return [
    {
      path: 'Pulumi.yaml',
      text: yamlText({ name, runtime: 'nodejs', description: 'Collector and informers of claims' }),
    },
    { path: 'Pulumi.prod.yaml', text: yamlText({ config: firstStack(name) }) },
    { path: 'index.ts', text: PROGRAM },
    { path: 'package.json', text: jsonText(manifest(name, dependency)) },
    { path: 'tsconfig.json', text: jsonText(tsconfig(dependency)) },
    { path: '.gitignore', text: code`node_modules/\n` },
    { path: 'README.md', text: README },
  ];
}

const PROGRAM = code`import { collectorProgram } from 'cdk8s-claims/deploy';

// One CollectorHub and a ClusterInformer for each cluster, as Pulumi.<stack>.yaml says. A program of your own may make
// them itself: both are exported beside it.
export = collectorProgram;
`;

function firstStack(name: string): object {
  return {
    [`${name}:hub`]: {
      image: IMAGE,
      url: 'https://claims.example.com',
      tls: { secret: 'collector-tls' },
      store: { type: 'sqlite', size: '1Gi' },
    },
    [`${name}:clusters`]: [
      { name: 'first', kinds: ['databases.v1.example.com'], tokenHashes: ['REPLACE_WITH_HASH'] },
    ],
    [`${name}:access`]: { hub: { context: 'hub' }, first: { context: 'first' } },
  };
}

function manifest(name: string, dependency: OwnDependency): object {
  return {
    name,
    version: '0.0.0',
    private: true,
    scripts: { check: 'tsc', doctor: 'claims deploy doctor --config Pulumi.prod.yaml' },
    dependencies: {
      '@pulumi/kubernetes': '^4.24.1',
      '@pulumi/pulumi': '^3.200.0',
      'cdk8s-claims': dependency.version,
    },
    devDependencies: { '@types/node': '^24.0.0', typescript: '~5.9.3' },
  };
}

function tsconfig({ typePaths, typeRoots }: OwnDependency): object {
  const own = typePaths?.['cdk8s-claims']?.map((path) =>
    path.replace('synth/index', 'collector/deploy/index'),
  );
  return {
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      ...(own !== undefined && { paths: { 'cdk8s-claims/deploy': own } }),
      ...(typeRoots !== undefined && { typeRoots }),
    },
    include: ['*.ts'],
  };
}

const README = code`# Collector and informers

One hub that collects the statuses of claims, and an informer in each cluster.

1. Build the images (node_modules/cdk8s-claims/build/collector/deploy/image), and put the digest into Pulumi.prod.yaml.
2. Make a token for each cluster. Its hash is printed on stderr and goes into tokenHashes:

       npx claims deploy token first | pulumi config set --secret --path 'tokens["first"]'

3. See what is missing, then deploy:

       npm install
       npx claims deploy doctor --config Pulumi.prod.yaml
       pulumi up

Everything else is in node_modules/cdk8s-claims/docs/deploy.md.
`;
