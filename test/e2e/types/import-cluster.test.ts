import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { claims, type CliRun } from '../../cli/cli-run';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import type { ClusterObject } from '../../fixtures/cluster/cluster-client';
import { temporaryFolder } from '../../fixtures/git/git';
import { xrd } from '../../schema/documents/xrd';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';

// A cluster gives fields back in the order of their names.
const SCHEMA = `
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties:
                class: {type: string, enum: [fast, cheap], default: cheap}
                port: {x-kubernetes-int-or-string: true}
                size: {type: integer, minimum: 1, maximum: 64, description: How large it is}
`;
const LEGACY = xrd({ api: 'v1', spec: '  claimNames: {kind: Db, plural: dbs}\n', schema: SCHEMA });
const MODERN = xrd({ name: 'queues.acme.io', names: '{kind: Queue, plural: queues}', schema: SCHEMA });
const CACHE = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: caches.acme.io}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: Cache, plural: caches}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {ttl: {type: integer}}}}}}
`;

/** Crossplane's own kind in its two versions, which differ in the scope that they write where there is none. */
function definitionKind(): string {
  const version = (name: string, scope: string, isStored: boolean): string => `
    - name: ${name}
      served: true
      storage: ${isStored}
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              x-kubernetes-preserve-unknown-fields: true
              properties: {scope: {type: string, default: ${scope}}}`;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: compositeresourcedefinitions.apiextensions.crossplane.io}
spec:
  group: apiextensions.crossplane.io
  scope: Cluster
  names: {kind: CompositeResourceDefinition, plural: compositeresourcedefinitions}
  versions:${version('v1', 'LegacyCluster', true)}${version('v2', 'Namespaced', false)}
`;
}

function objectsOf(text: string): ClusterObject[] {
  return readYamlDocuments(text, 'definitions.yaml').map(({ value }) => value as ClusterObject);
}

describeWithTool([...CLUSTER_TOOLS, 'kubectl'], 'claims import cluster', () => {
  const folder = temporaryFolder();
  let cluster: Cluster | undefined;

  beforeAll(async () => {
    cluster = await startCluster({ users: ['stranger', 'reader'] });
    mkdirSync(join(folder.path, 'bin'));
    symlinkSync(await toolPath('kubectl'), join(folder.path, 'bin/kubectl'));
    const admin = cluster.client();
    for (const crd of objectsOf(`${definitionKind()}---\n${CACHE}`)) await admin.createKind(crd);
    for (const text of [LEGACY, MODERN]) {
      const [object] = objectsOf(text);
      await admin.create(`/apis/${object!.apiVersion}/compositeresourcedefinitions`, object);
      // What Crossplane would do.
      for (const { crd } of readDefinitions(text, 'xrd.yaml').kinds) {
        await admin.createKind(crd as unknown as ClusterObject);
      }
    }
    const rule = {
      apiGroups: ['apiextensions.k8s.io'],
      resources: ['customresourcedefinitions'],
      verbs: ['list'],
    };
    await admin.grant('reader', [rule]);
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
    folder.remove();
  });

  async function importAs(user: string, into: string): Promise<CliRun> {
    const cwd = join(folder.path, into);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'kubeconfig'), cluster!.kubeconfig(user), { mode: 0o600 });
    const env = {
      PATH: `${folder.path}/bin:${process.env['PATH'] ?? ''}`,
      KUBECONFIG: join(cwd, 'kubeconfig'),
      HOME: folder.path,
    };
    return claims(['import', 'cluster'], { cwd, env });
  }

  /** What programs import. */
  function typesIn(project: string): Record<string, string> {
    const imports = join(folder.path, project, 'imports');
    const paths = readdirSync(imports, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(?:js|d\.ts)$/.test(path),
    );
    return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(imports, path), 'utf8')]));
  }

  it('writes the types that the files behind the cluster give', async () => {
    const there = await importAs('admin', 'there');
    expect(there).toMatchObject({ exitCode: 0, stderr: '' });
    const cwd = join(folder.path, 'here');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'all.yaml'), [LEGACY, MODERN, CACHE, definitionKind()].join('---\n'));
    expect(await claims(['import', 'all.yaml'], { cwd })).toMatchObject({ exitCode: 0 });
    const types = typesIn('there');
    expect(Object.keys(types)).toContain('acme.io/v1.d.ts');
    for (const name of ['Cache', 'Db', 'Queue', 'XDb']) {
      expect(types['acme.io/v1.d.ts']).toContain(`export declare class ${name} `);
    }
    expect(types).toEqual(typesIn('here'));
  });

  it('says who may not read what, and writes nothing', async () => {
    const stranger = await importAs('stranger', 'strange');
    expect(stranger.exitCode).not.toBe(0);
    expect(stranger.stderr).toContain('the cluster cannot be read');
    expect(stranger.stderr.replace(/\s+/g, ' ')).toContain(
      'User "stranger" cannot list resource "customresourcedefinitions"',
    );
    const reader = await importAs('reader', 'readable');
    expect(reader.exitCode).not.toBe(0);
    expect(reader.stderr.replace(/\s+/g, ' ')).toContain(
      'User "reader" cannot list resource "compositeresourcedefinitions"',
    );
    for (const project of ['strange', 'readable']) {
      expect(readdirSync(join(folder.path, project))).toEqual(['kubeconfig']);
    }
  });
});
