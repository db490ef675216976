import { builtinModules } from 'node:module';
import { SOURCE_FOLDERS, type SourceFile, sourceFiles } from './source-files';

/** What a folder may import: own folders (a longer path wins over a shorter one) and packages. */
interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

/** Where it is decided what is deployed. */
const DECIDES_DEPLOYMENT = ['check', 'config', 'objects', 'policy', 'program', 'yaml'].map(
  (name) => `collector/deploy/${name}/`,
);

/** The import table of the design, most specific folder first. Node's own modules are allowed everywhere but in `core`. */
const RULES: readonly (readonly [string, Rule])[] = [
  ['core/', { folders: ['core/'], packages: ['zod', 'yaml'] }],
  ['harvester/', { folders: ['core/', 'harvester/'], packages: ['yaml'] }],
  // It writes TypeScript with the writers of the engine, which know nothing of it.
  ['schema/', { folders: ['core/', 'schema/', 'synth/source/'], packages: ['yaml', 'zod'] }],
  ['constructs/', { folders: ['core/', 'schema/', 'constructs/'], packages: ['constructs', 'cdk8s'] }],
  ['claims/', { folders: ['claims/'], packages: ['cdk8s-claims', 'constructs', 'imports'] }],
  [
    'synth/app/',
    {
      folders: ['core/', 'harvester/', 'schema/', 'synth/', 'constructs/'],
      packages: ['constructs', 'cdk8s'],
    },
  ],
  [
    'synth/collect/',
    { folders: ['core/', 'schema/', 'synth/collect/', 'constructs/'], packages: ['constructs', 'cdk8s'] },
  ],
  ['synth/index', { folders: ['core/', 'synth/', 'constructs/'], packages: [] }],
  ['synth/', { folders: ['core/', 'harvester/', 'schema/', 'synth/'], packages: ['yaml'] }],
  ['gitops/', { folders: ['core/', 'gitops/'], packages: ['simple-git', 'zod', '@octokit/*'] }],
  ['report/', { folders: ['core/', 'report/'], packages: [] }],
  [
    'toolkit/',
    {
      folders: [
        'core/',
        'harvester/',
        'schema/',
        'synth/adopt/',
        'synth/plan/',
        'synth/policy/',
        'synth/source/',
        'synth/write/',
        'gitops/',
        'report/',
        'toolkit/',
      ],
      packages: [],
    },
  ],
  [
    'cli/',
    {
      folders: [
        'core/',
        'report/',
        'toolkit/',
        'cli/',
        'gitops/temporary-folder',
        'collector/deploy/check/',
        'collector/deploy/config/',
        'collector/deploy/objects/',
        'collector/deploy/yaml/',
        'collector/serve-collector',
        'collector/serve-informer',
        'collector/serve-registry',
      ],
      packages: ['commander'],
    },
  ],
  [
    'collector/service/',
    { folders: ['core/', 'collector/service/'], packages: ['fastify', 'pino', 'prom-client', 'yaml', 'zod'] },
  ],
  ['collector/store/', { folders: ['core/', 'collector/store/'], packages: ['pg'] }],
  [
    'collector/server/',
    {
      folders: ['core/', 'collector/service/', 'collector/store/', 'collector/server/'],
      packages: ['pino', 'prom-client', 'zod'],
    },
  ],
  [
    'collector/informer/connection/',
    { folders: ['core/', 'collector/informer/'], packages: ['@kubernetes/client-node'] },
  ],
  [
    'collector/informer/',
    {
      folders: ['core/', 'collector/service/', 'collector/informer/'],
      packages: ['pino', 'prom-client', 'zod'],
    },
  ],
  [
    'collector/reconciler/',
    {
      folders: [
        'core/',
        'harvester/',
        'gitops/',
        'report/',
        'collector/service/',
        'collector/store/',
        'collector/reconciler/',
      ],
      packages: ['pino', 'prom-client', 'zod'],
    },
  ],
  [
    'collector/registry-api/',
    {
      folders: [
        'core/',
        'harvester/registry/',
        'gitops/git/',
        'report/text/',
        'collector/service/',
        'collector/registry-api/',
      ],
      packages: ['pino', 'prom-client', 'zod'],
    },
  ],
  // Decisions are data: what Pulumi makes of them stands in one folder, and loading the others loads nothing of it.
  ['collector/deploy/pulumi/', { folders: ['core/', 'collector/deploy/'], packages: ['@pulumi/*', 'zod'] }],
  ['collector/deploy/index', { folders: ['collector/deploy/'], packages: [] }],
  [
    'collector/deploy/',
    {
      folders: ['core/', ...DECIDES_DEPLOYMENT],
      packages: ['yaml', 'zod'],
    },
  ],
  [
    'collector/',
    { folders: ['core/', 'harvester/', 'gitops/', 'report/', 'collector/'], packages: ['esbuild'] },
  ],
];

/** Where construct trees are known; nobody else imports them, and the command line least of all. */
const KNOWS_CONSTRUCTS = ['synth/app/', 'synth/collect/', 'synth/index'];
const WRITES_FILES = ['synth/write/', 'synth/app/'];
const NODE_MODULES_THAT_DO_IO =
  /^node:(fs|child_process|net|http|https|dgram|os|worker_threads|process|readline)(\/|$)/;

const files = sourceFiles();

function ruleFor(path: string): Rule {
  const found = RULES.find(([prefix]) => path.startsWith(prefix));
  if (found === undefined) throw new Error(`no import rule for ${path}`);
  return found[1];
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

function isOwn(specifier: string): boolean {
  return [...SOURCE_FOLDERS, 'test'].some((folder) => specifier.startsWith(`${folder}/`));
}

function violations(file: SourceFile): string[] {
  const rule = ruleFor(file.path);
  return file.imports
    .filter((specifier) => {
      if (isBuiltin(specifier)) return false;
      if (isOwn(specifier)) return !rule.folders.some((folder) => specifier.startsWith(folder));
      return !rule.packages.some((name) =>
        name.endsWith('/*')
          ? specifier.startsWith(name.slice(0, -1))
          : specifier === name || specifier.startsWith(`${name}/`),
      );
    })
    .map((specifier) => `${file.path} imports ${specifier}`);
}

describe('the direction of imports', () => {
  it('follows the table of the design', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });

  it('keeps construct trees inside app and collect', () => {
    const wrong = files
      .filter(({ path }) => /^(?:synth|cli|toolkit)\//.test(path))
      .filter(({ path }) => !KNOWS_CONSTRUCTS.some((prefix) => path.startsWith(prefix)))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            (name) =>
              KNOWS_CONSTRUCTS.some((prefix) => name.startsWith(prefix)) || name.startsWith('constructs'),
          )
          .map((name) => `${path} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keeps files, processes and the network out of the core and the pure parts of the engine', () => {
    const wrong = files
      .filter(({ path }) => /^(?:core|harvester|synth|schema|report)\//.test(path))
      .filter(({ path }) => !WRITES_FILES.some((prefix) => path.startsWith(prefix)))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => NODE_MODULES_THAT_DO_IO.test(name)).map((name) => `${path} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('has no cycle between files, nor between files that import types alone', () => {
    const imports = new Map(files.map((file) => [file.path.replace(/\.ts$/, ''), ownImports(file)]));
    expect(cycleIn(imports)).toBeUndefined();
  });
});

/** Type-only imports count: what knows each other is one thing in two files. */
function ownImports(file: SourceFile): string[] {
  return file.imports.filter(isOwn).map((specifier) => specifier.replace(/\.(ts|js)$/, ''));
}

function cycleIn(imports: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (path: string): string | undefined => {
    if (done.has(path)) return undefined;
    if (open.includes(path)) return [...open.slice(open.indexOf(path)), path].join(' → ');
    open.push(path);
    for (const next of imports.get(path) ?? []) {
      const cycle = visit(next);
      if (cycle !== undefined) return cycle;
    }
    open.pop();
    done.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const cycle = visit(path);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
