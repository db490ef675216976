import { repositorySlug } from '../../core/config/target-url';
import type { PlanConfig } from '../../core/plan-config';
import { jsonText, yamlText } from '../../synth/source/data-text';
import { code, joined, NOTHING, type SourceText } from '../../synth/source/source-text';
import type { OwnDependency } from './own-dependency';

/** A file of a project, its path relative to the project's folder. */
export interface ProjectFile {
  readonly path: string;
  readonly text: SourceText;
}

/** What a new project is like. */
export interface ProjectOptions {
  /** `gitops.project`, also the name of the npm package. */
  readonly name: string;
  readonly dependency: OwnDependency;
  readonly target?: string;
  readonly base?: string;
  readonly root?: string;
  readonly repository?: string;
  readonly webUrl?: string;
  readonly catalog?: PlanConfig['catalog'];
  readonly artifacts?: PlanConfig['artifacts'];
}

/** What needs not be written to a configuration. */
const USUAL = { base: 'main', root: 'claims', webUrl: 'https://github.com' } as const;
const USUAL_CATALOG = {
  owner: 'platform-team',
  lifecycle: 'production',
  type: 'crossplane-claim',
  tags: ['crossplane', 'claim'],
};

/**
 * Everything of a project but its TypeScript: `cdk8s.yaml`, `package.json`, `tsconfig.json`, `.gitignore`. The program is run by Node as
 * it is (type stripping), so that it starts at once; the command line checks its types meanwhile.
 */
export function projectFiles(options: ProjectOptions): ProjectFile[] {
  return [
    { path: 'cdk8s.yaml', text: configText(options) },
    { path: 'package.json', text: jsonText(manifest(options)) },
    { path: 'tsconfig.json', text: jsonText(tsconfig(options)) },
    { path: '.gitignore', text: code`node_modules/\n/dist/\n` },
  ];
}

function configText(options: ProjectOptions): SourceText {
  const { name, target, base, root, repository, webUrl, catalog, artifacts = {} } = options;
  const differs = <T>(value: T, usual: unknown): T | undefined =>
    JSON.stringify(value) === JSON.stringify(usual) ? undefined : value;
  const catalogSettings = Object.entries(catalog ?? USUAL_CATALOG).filter(
    ([key, value]) => differs(value, USUAL_CATALOG[key as keyof typeof USUAL_CATALOG]) !== undefined,
  );
  const settings = yamlText({
    language: 'typescript',
    app: 'node main.ts',
    output: 'dist',
    gitops: {
      project: name,
      target,
      typeCheck: true,
      base: differs(base, USUAL.base),
      root: differs(root, USUAL.root),
      repository,
      webUrl: differs(webUrl, USUAL.webUrl),
      catalog: catalogSettings.length === 0 ? undefined : Object.fromEntries(catalogSettings),
      artifacts: Object.keys(artifacts).length === 0 ? undefined : artifacts,
    },
  });
  const hints = [
    target === undefined
      ? code`  # target: ../harvester   # path or URL of the GitOps repository\n`
      : NOTHING,
    repository === undefined && repositorySlug(target ?? '') === undefined
      ? code`  # repository: owner/name   # if the target has no remote that says it\n`
      : NOTHING,
  ];
  return code`# yaml-language-server: $schema=node_modules/cdk8s-claims/docs/cdk8s.schema.json\n${settings}${joined(hints)}`;
}

function manifest({ name, dependency }: ProjectOptions): object {
  return {
    name,
    version: '0.0.0',
    private: true,
    type: 'module',
    engines: { node: '>=22.19' },
    scripts: {
      check: 'tsc',
      test: 'node --test',
      synth: 'claims synth',
      diff: 'claims diff',
      pr: 'claims pr',
    },
    dependencies: { cdk8s: '^2.70.0', 'cdk8s-claims': dependency.version, constructs: '^10.4.2' },
    // Node for machines whose own is too old. TypeScript 7 has no classic compiler API, which the tools around cdk8s need.
    devDependencies: { '@types/node': '^24.0.0', node: '^24.21.0', typescript: '~5.9.3' },
    allowScripts: { node: true },
  };
}

function tsconfig({ dependency }: ProjectOptions): object {
  return {
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      types: ['node'],
      ...(dependency.typePaths !== undefined && { paths: dependency.typePaths }),
      ...(dependency.typeRoots !== undefined && { typeRoots: dependency.typeRoots }),
    },
    include: ['**/*.ts', '**/*.mts', '**/*.cts'],
    exclude: ['node_modules', 'dist'],
  };
}
