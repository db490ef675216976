import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { claims, type CliRun } from '../../cli/cli-run';
import { xrd } from '../../schema/documents/xrd';

const DB = xrd({
  api: 'v1',
  spec: '  claimNames: {kind: Db, plural: dbs}\n',
  schema:
    '{type: object, properties: {spec: {type: object, properties: {size: {type: integer, default: 1}}}}}',
});
const CACHE = xrd({ name: 'caches.acme.io', names: '{kind: Cache, plural: caches}' });
const REFUSED = xrd({ spec: '  claimNames: {kind: Db, plural: dbs}\n' });

describe('claims import', () => {
  let folder = '';
  let server: Server | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claims-import-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await new Promise<unknown>((done) => {
      if (server === undefined) done(undefined);
      else server.close(done);
    });
    server = undefined;
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  function run(...args: string[]): Promise<CliRun> {
    return claims(['import', ...args], { cwd: folder, env: {} });
  }

  /** Every file of the imports, with its text. */
  function tree(path = 'imports'): Record<string, string> {
    const files: Record<string, string> = {};
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) Object.assign(files, tree(below));
      else files[below] = readFileSync(join(folder, below), 'utf8');
    }
    return files;
  }

  /** A server that answers these paths; returns its address. */
  async function serve(answers: Readonly<Record<string, string>>): Promise<string> {
    const started = createServer((request, response) => {
      const raw = request.headers.accept?.includes('raw') === true ? ' raw' : '';
      const answer = answers[`${request.url ?? ''}${raw}`] ?? answers[request.url ?? ''];
      response.writeHead(answer === undefined ? 404 : 200, { connection: 'close' }).end(answer);
    });
    server = started;
    await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  }

  it('writes modules, definitions and a lock file, the same bytes whatever the order of the sources', async () => {
    write('a.yaml', DB);
    write('platform/deep/b.yaml', CACHE);
    write('platform/values.yaml', 'a: {{ b }}');
    const first = await run('platform', 'a.yaml');
    expect(first.stderr).toBe('');
    expect(first.stdout).toContain(
      'imports: 3 kinds of 2 sources in 1 module\n  acme.io/v1.js  Cache, Db, XDb',
    );
    const written = tree();
    expect(Object.keys(written).sort()).toEqual([
      'imports/.gitignore',
      'imports/acme.io/caches.json',
      'imports/acme.io/dbs.json',
      'imports/acme.io/v1.d.ts',
      'imports/acme.io/v1.js',
      'imports/acme.io/xdbs.json',
      'imports/lock.json',
    ]);
    rmSync(join(folder, 'imports'), { recursive: true });
    await run('a.yaml');
    expect((await run('platform', '--json')).json()).toMatchObject({
      written: ['acme.io/caches.json', 'acme.io/v1.d.ts', 'acme.io/v1.js', 'lock.json'],
    });
    expect(tree()).toEqual(written);
    expect((await run()).stdout).toContain('nothing changed');
  });

  it('says everything that is wrong at once, with its place, and writes nothing', async () => {
    write('a.yaml', REFUSED);
    write('b.yaml', 'a: [');
    write('c.yaml', 'kind: ConfigMap\n');
    const { exitCode, json } = await run('a.yaml', 'b.yaml', 'c.yaml', 'gone.yaml', '--json');
    expect(exitCode).toBe(4);
    expect(json()['error']).toMatchObject({
      issues: [
        { code: 'definition-refused', source: { file: 'a.yaml', line: 7 } },
        { code: 'yaml-unreadable', source: { file: 'b.yaml' } },
        { code: 'import-empty' },
        { code: 'import-source-missing', message: "the source 'gone.yaml' does not exist" },
      ],
    });
    expect(existsSync(join(folder, 'imports'))).toBe(false);
  });

  it('makes types of what a cluster would refuse where it is forced to, and goes on doing so', async () => {
    write('a.yaml', REFUSED);
    const forced = await run('a.yaml', '--force');
    expect(forced).toMatchObject({ exitCode: 0 });
    expect(forced.stderr).toContain("warning: spec: Invalid value: Claims aren't supported");
    expect(await run()).toMatchObject({ exitCode: 0 });
  });

  it('takes two definitions of one kind for the same whatever the order of their fields', async () => {
    const [head = '', tail = ''] = CACHE.split('spec:\n');
    const turned = `spec:\n${tail}${head}`;
    write('a.yaml', CACHE);
    write('b.yaml', turned);
    expect((await run('a.yaml', 'b.yaml')).exitCode).toBe(0);
    const first = tree();
    rmSync(join(folder, 'imports'), { recursive: true });
    write('a.yaml', turned);
    write('b.yaml', CACHE);
    expect((await run('b.yaml', 'a.yaml')).exitCode).toBe(0);
    const { 'imports/lock.json': _, ...types } = tree();
    expect(first).toMatchObject(types);
  });

  it('refuses two definitions of one kind that differ', async () => {
    write('a.yaml', DB);
    write('b.yaml', DB.replace('integer', 'number'));
    const { json } = await run('a.yaml', 'b.yaml', '--json');
    expect(json()['error']).toMatchObject({
      code: 'import-conflict',
      issues: [
        {
          message: 'xdbs.acme.io is defined in another way at a.yaml:2',
          source: { file: 'b.yaml', line: 2 },
        },
        { message: 'dbs.acme.io is defined in another way at a.yaml:2' },
      ],
    });
  });

  it('imports what cdk8s.yaml lists, and leaves to cdk8s what is its own', async () => {
    write('cdk8s.yaml', 'imports:\n  - k8s@1.30\n  - db:=a.yaml\n');
    write('a.yaml', DB);
    const { stdout, stderr } = await run();
    expect(stdout).toContain('Db, XDb');
    expect(stderr).toContain("'k8s@1.30' of cdk8s.yaml is left to `cdk8s import`");
    write('cdk8s.yaml', 'imports: []\n');
    expect((await run('--check', '--json')).json()).toEqual({
      stale: [{ state: 'gone', path: 'a.yaml', message: "'a.yaml' is not in cdk8s.yaml any more" }],
    });
    expect((await run('--prune')).exitCode).toBe(0);
    expect(Object.keys(tree())).not.toContain('imports/acme.io/v1.js');
  });

  it('tells in CI which source changed, is new or gone, and which generated file was edited', async () => {
    write('xrds/a.yaml', DB);
    write('xrds/b.yaml', CACHE);
    await run('xrds');
    expect(await run('--check')).toMatchObject({ exitCode: 0 });
    write('xrds/a.yaml', `${DB}# more\n`);
    write('xrds/c.yaml', CACHE);
    rmSync(join(folder, 'xrds/b.yaml'));
    write('imports/acme.io/v1.js', '');
    rmSync(join(folder, 'imports/acme.io/v1.d.ts'));
    const { exitCode, json } = await run('--check', '--json');
    expect(exitCode).toBe(3);
    expect(json()['stale']).toEqual([
      { state: 'changed', path: 'xrds/a.yaml', message: "'xrds/a.yaml' changed since it was imported" },
      { state: 'gone', path: 'xrds/b.yaml', message: "'xrds/b.yaml' is gone since it was imported" },
      { state: 'changed', path: 'xrds/c.yaml', message: "'xrds/c.yaml' is new since it was imported" },
      { state: 'missing', path: 'imports/acme.io/v1.d.ts', message: "'imports/acme.io/v1.d.ts' is missing" },
      {
        state: 'edited',
        path: 'imports/acme.io/v1.js',
        message: "'imports/acme.io/v1.js' is not what lock.json says",
      },
    ]);
    expect(await run()).toMatchObject({ exitCode: 0 });
    expect(await run('--check')).toMatchObject({ exitCode: 0 });
  });

  it('finds the types of the example to be those of its sources', async () => {
    const { exitCode, stdout } = await claims(['import', '--check'], {
      cwd: join(__dirname, '../../..'),
      env: {},
    });
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  });

  it('keeps the types of what is gone until it is told to remove them', async () => {
    write('xrds/a.yaml', DB);
    write('xrds/b.yaml', CACHE);
    await run('xrds');
    rmSync(join(folder, 'xrds/b.yaml'));
    const kept = await run();
    expect(kept.stderr).toContain(
      "'xrds' does not define caches.acme.io any more; --prune removes its types",
    );
    expect(tree()['imports/acme.io/v1.d.ts']).toContain('class Cache');
    await run('--prune');
    expect(tree()['imports/acme.io/v1.d.ts']).not.toContain('class Cache');
    rmSync(join(folder, 'xrds'), { recursive: true });
    expect(await run()).toMatchObject({ exitCode: 1 });
    expect(await run('--prune')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(tree()).sort()).toEqual(['imports/.gitignore', 'imports/lock.json']);
  });

  it('reads an address once, and is offline afterwards', async () => {
    const url = `${await serve({ '/db.yaml': DB })}/db.yaml`;
    expect(await run(url)).toMatchObject({ exitCode: 0 });
    server?.close();
    server = undefined;
    expect((await run()).stdout).toContain('nothing changed');
    expect(await run('--check')).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await run('--update');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`the source '${url}' cannot be read`);
  });

  it('reads files and folders of a repository on GitHub', async () => {
    const api = '/repos/acme/platform/contents';
    const address = await serve({
      [`${api}/apis?ref=v1`]: JSON.stringify([
        { type: 'dir', path: 'apis/db' },
        { type: 'file', path: 'apis/readme.md' },
      ]),
      [`${api}/apis/db?ref=v1`]: JSON.stringify([{ type: 'file', path: 'apis/db/xrd.yaml' }]),
      [`${api}/apis/db/xrd.yaml?ref=v1 raw`]: DB,
    });
    const env = { GITHUB_API_URL: address };
    const { stdout, stderr } = await claims(['import', 'github:acme/platform@v1:apis'], { cwd: folder, env });
    expect(stderr).toBe('');
    expect(stdout).toContain('Db, XDb');
    expect(readFileSync(join(folder, 'imports/lock.json'), 'utf8')).toContain(
      '"acme/platform/apis/db/xrd.yaml": "sha256:',
    );
  });

  it('reads what kubectl reaches; the XRD of a cluster counts, not the CRD that was made of it', async () => {
    write('a.yaml', DB);
    await run('a.yaml');
    const crd = (JSON.parse(tree()['imports/acme.io/dbs.json'] ?? '') as { crd: unknown }).crd;
    rmSync(join(folder, 'imports'), { recursive: true });
    const own = { metadata: { name: 'compositeresourcedefinitions.apiextensions.crossplane.io' } };
    write('crds.json', JSON.stringify({ kind: 'List', items: [own, crd] }).replace('"name"', '"name"'));
    write(
      'bin/kubectl',
      `#!/bin/sh\ncase "$2" in custom*) cat ${folder}/crds.json ;; *) cat ${folder}/a.yaml ;; esac\n`,
    );
    chmodSync(join(folder, 'bin/kubectl'), 0o755);
    const env = { PATH: `${folder}/bin:${process.env['PATH'] ?? ''}` };
    const { stdout, stderr } = await claims(['import', 'cluster'], { cwd: folder, env });
    expect(stderr).toBe('');
    expect(stdout).toContain('Db, XDb');
    expect(tree()['imports/acme.io/dbs.json']).toContain('"shape":"claim"');
  });

  it('says to Node what the modules are where the project is one of ES modules', async () => {
    write('package.json', '{"type":"module"}');
    write('a.yaml', DB);
    await run('a.yaml');
    expect(tree()['imports/package.json']).toBe('{ "type": "commonjs" }\n');
    expect(await run('--check')).toMatchObject({ exitCode: 0 });
  });

  it('writes JSON Schema for editors', async () => {
    write('a.yaml', DB);
    expect((await run('a.yaml', '--json-schema', 'schemas', '--json')).json()['schemas']).toEqual([
      'schemas/acme.io/db_v1.json',
      'schemas/acme.io/xdb_v1.json',
    ]);
    const schema = JSON.parse(readFileSync(join(folder, 'schemas/acme.io/db_v1.json'), 'utf8')) as Record<
      string,
      never
    >;
    expect(schema).toMatchObject({
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      additionalProperties: false,
      properties: {
        apiVersion: { enum: ['acme.io/v1'] },
        spec: { additionalProperties: false, properties: { size: { type: 'integer', default: 1 } } },
      },
    });
  });

  it.each([
    ['helm:https://x/y@1', 'is not a source of XRDs and CRDs'],
    ['github:acme/platform', 'names no path'],
    ['https://user:secret@example.test/x.yaml', 'has a password in it'],
  ])('refuses %s', async (source, message) => {
    const { exitCode, stderr } = await run(source);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('follows no link in the folder of the imports', async () => {
    write('a.yaml', DB);
    mkdirSync(join(folder, 'imports'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'imports/acme.io'));
    expect(await run('a.yaml')).toMatchObject({ exitCode: 1 });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  it('removes nothing elsewhere for a lock file that was edited, and reads none of another form', async () => {
    write('precious.js', 'x');
    write('a.yaml', DB);
    write('imports/lock.json', '{"version":1,"sources":{},"files":{"../precious.js":"sha256:0"}}');
    await run('a.yaml');
    expect(existsSync(join(folder, 'precious.js'))).toBe(true);
    write('imports/lock.json', '<<<<<<< HEAD');
    expect((await run()).stderr).toContain('is not a lock file of this version');
  });
});
