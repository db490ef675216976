import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelsDocument } from '../../../core/models-document';
import { parseModels } from '../../../core/models-json';
import { claims } from '../../cli/cli-run';
import { type AuthorFolder, authorFolder } from '../../installed-package';
import { xrd } from '../../schema/documents/xrd';
import { compile } from '../../schema/types/compiler';

const SCHEMA =
  '{type: object, properties: {spec: {type: object, required: [size], properties: {size: {type: integer}, tier: {type: string, enum: [small, large]}, port: {x-kubernetes-int-or-string: true}}}}}';
const TREE: Readonly<Record<string, string>> = {
  'xrds/db.yaml': xrd({ schema: SCHEMA }),
  'claims/infra/kustomization.yaml': 'resources: [fits, wrong]\n',
  'claims/infra/fits/kustomization.yaml': 'resources: [xdb.yaml]\n',
  'claims/infra/fits/xdb.yaml':
    'apiVersion: acme.io/v1\nkind: XDb\nmetadata: {name: fits, namespace: shop}\nspec: {size: 3, tier: small, port: http}\n',
  'claims/infra/wrong/kustomization.yaml': 'resources: [xdb.yaml]\n',
  'claims/infra/wrong/xdb.yaml':
    'apiVersion: acme.io/v1\nkind: XDb\nmetadata: {name: wrong, namespace: shop}\nspec: {size: big}\n',
};

describe('a program that was adopted with the XRDs of its tree', () => {
  let author: AuthorFolder;
  const text = (path: string): string => readFileSync(join(author.path, path), 'utf8');

  beforeAll(async () => {
    author = authorFolder();
    for (const [path, content] of Object.entries(TREE)) {
      mkdirSync(dirname(join(author.path, 'tree', path)), { recursive: true });
      writeFileSync(join(author.path, 'tree', path), content);
    }
    const { stderr, exitCode } = await claims(['adopt', 'tree', '--out', 'program'], { cwd: author.path });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });
  afterAll(() => {
    author.remove();
  });

  it('has a class for what fits the definition, and a plain claim for what does not', () => {
    expect(text('program/claims/infra.ts')).toContain("import { XDb } from '../imports/acme.io/v1.js';");
    expect(text('program/claims/infra.ts')).toContain("new XDb(category, 'fits', {");
    expect(text('program/claims/infra.ts')).toContain("new Claim(category, 'wrong', {");
    expect(text('program/imports/lock.json')).toContain('"../tree/xrds/db.yaml"');
  });

  it('is right to the compiler', () => {
    const files = new Map(
      ['claims/infra.ts', 'imports/acme.io/v1.d.ts'].map((path) => [path, text(`program/${path}`)]),
    );
    const withoutApp = files.get('claims/infra.ts')?.replace('type ClaimApp', 'type Claim as ClaimApp') ?? '';
    expect(compile(files.set('claims/infra.ts', withoutApp))).toEqual([]);
  });

  it.each([
    ['Node itself', ['program/main.ts']],
    ['ts-node', ['-r', 'ts-node/register', 'commonjs.ts']],
  ])('gives its claims back, run by %s', async (_, args) => {
    writeFileSync(
      join(author.path, 'tsconfig.json'),
      '{"compilerOptions":{"module":"commonjs","moduleResolution":"node10","allowImportingTsExtensions":true,"noEmit":true,"ignoreDeprecations":"5.0"},"ts-node":{"swc":true}}',
    );
    writeFileSync(
      join(author.path, 'commonjs.ts'),
      `import { Category, ClaimApp } from 'cdk8s-claims';\nimport { XDb } from './program/imports/acme.io/v1';\n` +
        `const app = new ClaimApp();\nnew XDb(new Category(app, 'infra', { namespace: 'shop' }), 'fits', { spec: { size: 3, tier: 'small', port: 'http' } });\napp.synth();\n`,
    );
    const out = join(author.path, 'models.json');
    const run = await author.run(args, { CLAIMS_MODELS_OUT: out });
    expect(run.stderr).toBe('');
    const models = parseModels(readFileSync(out, 'utf8')) as ModelsDocument;
    expect(models.claims.find(({ name }) => name === 'fits')).toMatchObject({
      object: {
        apiVersion: 'acme.io/v1',
        kind: 'XDb',
        metadata: { name: 'fits', namespace: 'shop' },
        spec: { size: 3, tier: 'small', port: 'http' },
      },
      source: { line: args.length === 1 ? expect.any(Number) : 4 },
    });
  });

  it('imports what --types names where the tree has no definitions', async () => {
    writeFileSync(join(author.path, 'db.yaml'), TREE['xrds/db.yaml'] ?? '');
    mkdirSync(join(author.path, 'bare/claims/infra/fits'), { recursive: true });
    writeFileSync(
      join(author.path, 'bare/claims/infra/fits/xdb.yaml'),
      TREE['claims/infra/fits/xdb.yaml'] ?? '',
    );
    writeFileSync(join(author.path, 'bare/claims/infra/fits/kustomization.yaml'), 'resources: [xdb.yaml]\n');
    const { exitCode } = await claims(['init', 'second', '--from', 'bare', '--types', 'db.yaml'], {
      cwd: author.path,
    });
    expect(exitCode).toBe(0);
    expect(text('second/claims/infra.ts')).toContain("new XDb(category, 'fits', {");
    expect(readdirSync(join(author.path, 'second/imports/acme.io')).sort()).toEqual([
      'v1.d.ts',
      'v1.js',
      'xdbs.json',
    ]);
  });
});
