import { join } from 'node:path';
import ts from 'typescript';

const PROJECT = join(__dirname, '../../..');
const FILE = join(PROJECT, 'test/types/hovered.ts');

/** A program as an author writes it; what an editor is asked about stands behind a mark, with `@` where its kind was imported. */
const PROGRAM = `import { Category, Claim, ClaimApp, VolumeClaim } from 'cdk8s-claims';
import { HarvesterVM } from '../../imports/resources.stuttgart-things.com/v1alpha1';
const app = new /*ClaimApp*/ClaimApp();
const infra = new /*Category*/Category(app, 'infra', { /*namespace*/namespace: 'default', /*labels*/labels: {}, /*cluster*/cluster: 'eu' });
const db = new /*Claim*/Claim(infra, 'db', {
  /*apiVersion*/apiVersion: 'acme.io/v1',
  /*kind*/kind: 'Database',
  /*spec*/spec: {},
  /*metadata*/metadata: { /*name*/name: 'db', /*annotations*/annotations: {} },
  /*fields*/fields: {},
  /*file*/file: 'db/all.yaml',
});
new /*VolumeClaim*/VolumeClaim(infra, 'data', {
  /*kindSpec*/spec: { providerConfigRef: 'x', pvcName: 'y', /*storage*/storage: '20Gi', /*volumeMode*/volumeMode: 'Block' },
  /*owner*/owner: 'team-shop',
  /*dependsOn*/dependsOn: [db],
});
new /*@HarvesterVM*/HarvesterVM(infra, 'vm', {
  spec: {
    /*@providerConfigRef*/providerConfigRef: 'x',
    /*@volume*/volume: { pvcName: 'vm', /*@storage*/storage: '20Gi', /*@volumeMode*/volumeMode: 'Block' },
    /*@cloudInit*/cloudInit: { /*@hostname*/hostname: 'vm', /*@timezone*/timezone: 'UTC' },
    /*@vm*/vm: { os: 'ubuntu', cpu: { /*@cores*/cores: 1 }, resources: { /*@memory*/memory: '4Gi' } },
  },
});
app.synth();
`;

interface Hover {
  readonly description: string;
  readonly tags: readonly string[];
}

function hovers(): ReadonlyMap<string, Hover> {
  const { config } = ts.readConfigFile(join(PROJECT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, PROJECT);
  const text = PROGRAM;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const content = path === FILE ? text : ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => PROJECT,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (path) => path === FILE || ts.sys.fileExists(path),
    readFile: (path) => (path === FILE ? text : ts.sys.readFile(path)),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  try {
    const found = new Map<string, Hover>();
    for (const { 0: mark, 1: name = '', index } of text.matchAll(/\/\*(@?\w+)\*\//g)) {
      const info = service.getQuickInfoAtPosition(FILE, index + mark.length);
      found.set(name, {
        description: ts.displayPartsToString(info?.documentation),
        tags: (info?.tags ?? []).map((tag) => tag.name),
      });
    }
    return found;
  } finally {
    service.dispose();
  }
}

describe('what an editor shows of a program', () => {
  const all = [...hovers()];
  const shown = new Map(all.filter(([name]) => !name.startsWith('@')));
  const imported = new Map(all.filter(([name]) => name.startsWith('@')));

  test('is a description at every place', () => {
    expect(shown.size).toBeGreaterThanOrEqual(17);
    expect([...shown].filter(([, { description }]) => description.length < 15)).toEqual([]);
  });

  test('has an example at everything that an author writes', () => {
    expect([...shown].filter(([, { tags }]) => !tags.includes('example')).map(([name]) => name)).toEqual([]);
  });

  test('has the default of everything that may be left out', () => {
    const needed = ['ClaimApp', 'Claim', 'VolumeClaim', 'apiVersion', 'kind', 'kindSpec'];
    const without = [...shown].filter(([, { tags }]) => !tags.includes('default')).map(([name]) => name);
    expect(without.filter((name) => !needed.includes(name))).toEqual([]);
  });

  test('of an imported kind is what its definition says: description, default, bounds and an example', () => {
    expect(imported.get('@HarvesterVM')?.tags).toContain('example');
    expect(new Map([...imported].map(([name, { description }]) => [name, description]))).toEqual(
      new Map([
        ['@HarvesterVM', 'A virtual machine on Harvester'],
        [
          '@providerConfigRef',
          'ClusterProviderConfig of the Kubernetes provider, which is the cluster that the machine runs in',
        ],
        ['@volume', 'The disk that it starts from'],
        ['@storage', 'Size, e.g. 40Gi'],
        ['@volumeMode', 'Default: `"Block"`.'],
        ['@cloudInit', 'How it is set up at its first start'],
        ['@hostname', 'At most 63 characters.'],
        ['@timezone', 'Default: `"UTC"`.'],
        ['@vm', 'The machine itself'],
        ['@cores', 'At least 1, at most 64.'],
        ['@memory', 'E.g. 16Gi'],
      ]),
    );
  });
});
