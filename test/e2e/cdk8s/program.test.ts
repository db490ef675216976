import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { ModelsDocument } from '../../../core/models-document';
import { parseModels } from '../../../core/models-json';
import { type AuthorFolder, authorFolder, type ProgramRun } from '../../installed-package';

let author: AuthorFolder;
beforeAll(() => {
  author = authorFolder();
});
afterAll(() => {
  author.remove();
});

const PROGRAM = `
import { Category, Claim, ClaimApp, VolumeClaim, type ClaimKindProps } from 'cdk8s-claims';

interface DatabaseSpec {
  readonly size: string;
}
class Database extends Claim<DatabaseSpec> {
  constructor(scope: Category, id: string, props: ClaimKindProps<DatabaseSpec>) {
    super(scope, id, { ...props, apiVersion: 'acme.io/v1', kind: 'Database' });
  }
}
type Unused = { readonly gone: 'after compiling' };
const app: ClaimApp = new ClaimApp();
const infra = new Category(app, 'infra');
new Database(infra, 'first', { spec: { size: '1Gi' } }); // line of first
function volume(id: string): VolumeClaim {
  return new VolumeClaim(infra, id, { spec: { providerConfigRef: 'x', pvcName: id } }); // line of second
}
volume('second');
app.synth();
`;

const JAVASCRIPT = ts.transpileModule(PROGRAM, {
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
}).outputText;

function lineOf(text: string, marker: string): number {
  return text.split('\n').findIndex((line) => line.includes(marker)) + 1;
}

async function places(args: readonly string[], out: string): Promise<Record<string, string>> {
  const run = await author.run(args, { CLAIMS_MODELS_OUT: join(author.path, out) });
  if (run.code !== 0) throw new Error(run.stderr);
  const models = parseModels(readFileSync(join(author.path, out), 'utf8')) as ModelsDocument;
  expect(models.issues).toEqual([]);
  return Object.fromEntries(
    models.claims.map((claim) => [
      claim.constructPath,
      `${claim.source?.file ?? ''}:${claim.source?.line ?? 0}`,
    ]),
  );
}

describe('the author’s line in a program of its own', () => {
  const expected = (file: string, text = PROGRAM) => ({
    'infra/first': `${file}:${lineOf(text, 'line of first')}`,
    'infra/second': `${file}:${lineOf(text, 'line of second')}`,
  });

  it('is right in JavaScript modules', async () => {
    author.put('esm/main.mjs', JAVASCRIPT);
    expect(await places(['esm/main.mjs'], 'esm.json')).toEqual(expected('esm/main.mjs', JAVASCRIPT));
  });

  it('is right in CommonJS, and through the source map of compiled TypeScript', async () => {
    const { outputText, sourceMapText } = ts.transpileModule(PROGRAM, {
      fileName: 'main.ts',
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true },
    });
    author.put('cjs/main.ts', PROGRAM);
    author.put('cjs/main.js', outputText);
    author.put('cjs/main.js.map', sourceMapText ?? '');
    expect(await places(['cjs/main.js'], 'cjs.json')).toEqual(expected('cjs/main.js', outputText));
    expect(await places(['--enable-source-maps', 'cjs/main.js'], 'mapped.json')).toEqual(
      expected('cjs/main.ts'),
    );
  });

  it('is right under Node’s own type stripping', async () => {
    author.put('stripped/package.json', '{"type": "module"}');
    author.put('stripped/main.ts', PROGRAM);
    expect(await places(['--no-warnings', 'stripped/main.ts'], 'stripped.json')).toEqual(
      expected('stripped/main.ts'),
    );
  });

  it('is right under ts-node with swc', async () => {
    author.put(
      'tsconfig.json',
      '{"compilerOptions": {"module": "nodenext", "target": "ES2022"}, "ts-node": {"swc": true}}',
    );
    author.put('claims/main.ts', PROGRAM);
    expect(await places(['-r', 'ts-node/register', 'claims/main.ts'], 'ts-node.json')).toEqual(
      expected('claims/main.ts'),
    );
  });
});

describe('a program that is run by `claims`', () => {
  const run = (name: string, text: string): Promise<ProgramRun> => {
    author.put(`${name}/main.mjs`, text);
    return author.run([`${name}/main.mjs`], {
      CLAIMS_MODELS_OUT: join(author.path, name, 'out', 'models.json'),
    });
  };
  const models = (name: string): ModelsDocument =>
    parseModels(readFileSync(join(author.path, name, 'out', 'models.json'), 'utf8')) as ModelsDocument;

  it('leaves one document and nothing else', async () => {
    expect(await run('one', JAVASCRIPT)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(author.path, 'one/out'))).toEqual(['models.json']);
    expect(() => statSync(join(author.path, 'dist'))).toThrow();
  });

  it('hands over mistakes and large integers as they are, and ends with 0', async () => {
    const program = `
      import { Category, Claim, ClaimApp } from 'cdk8s-claims';
      const app = new ClaimApp();
      const infra = new Category(app, 'infra');
      new Claim(infra, 'Bad_Name', { apiVersion: 'v1', kind: 'Thing' });
      new Claim(infra, 'bytes', { apiVersion: 'v1', kind: 'Thing', spec: { bytes: 2n ** 63n - 1n } });
      new Claim(infra, 'time', { apiVersion: 'v1', kind: 'Thing', spec: { until: new Date() } });
      app.synth();`;
    expect(await run('mistakes', program)).toMatchObject({ code: 0, stderr: '' });
    const document = models('mistakes');
    expect(document.issues.map(({ code, source }) => [code, source?.line])).toEqual([
      ['claim-name-invalid', 5],
      ['value-not-json', 7],
    ]);
    expect(document.claims.map((claim) => claim.object['spec'])).toEqual([{ bytes: 9223372036854775807n }]);
  });

  it('does not lose the claims of a first app in silence', async () => {
    const program = `
      import { Category, ClaimApp } from 'cdk8s-claims';
      const first = new ClaimApp();
      new Category(first, 'infra');
      first.synth();
      first.synth();
      const second = new ClaimApp();
      new Category(second, 'apps');
      second.synth();`;
    expect(await run('two', program)).toMatchObject({ code: 0 });
    expect(models('two').issues.map(({ code, source }) => [code, source?.line])).toEqual([
      ['app-duplicate', 8],
    ]);
  });

  describe('a claim that is made after app.synth()', () => {
    const program = (later: string): string => `
      import { Category, Claim, ClaimApp } from 'cdk8s-claims';
      const app = new ClaimApp({ outdir: 'late-alone/dist' });
      const infra = new Category(app, 'infra');
      const make = (name) => new Claim(infra, name, { apiVersion: 'v1', kind: 'Thing' });
      make('early');
      ${later}`;

    it.each([
      ['by a timer', "setTimeout(() => make('late')); app.synth();"],
      ['behind a forgotten await', "const f = async () => { await null; make('late'); }; f(); app.synth();"],
      ['by the next statement', "app.synth(); make('late');"],
      [
        'in a new category',
        "app.synth(); new Claim(new Category(app, 'apps'), 'late', { apiVersion: 'v1', kind: 'Thing' });",
      ],
    ])('is refused with its line: %s', async (_, later) => {
      expect(await run('late', program(later))).toMatchObject({ code: 0 });
      const { issues } = models('late');
      expect(issues.map(({ code, construct }) => [code, construct?.split('/').at(-1)])).toEqual([
        ['claim-after-synth', 'late'],
      ]);
      expect(issues[0]?.source?.line).toBeGreaterThanOrEqual(5);
    });

    it('is none where the app is synthesized again', async () => {
      expect(await run('again', program("app.synth(); make('late'); app.synth();"))).toMatchObject({
        code: 0,
      });
      expect(models('again').issues).toEqual([]);
      expect(models('again').claims).toHaveLength(2);
    });

    it('is told, with exit code 1, where the program is run by itself', async () => {
      author.put('late-alone/main.mjs', program("app.synth(); make('late');"));
      const ran = await author.run(['late-alone/main.mjs']);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain('ToolkitError: claims are missing in the output\n');
      expect(ran.stderr).toMatch(
        /late-alone\/main\.mjs:5 {2}infra\/late {2}this claim is made after app\.synth\(\)/,
      );
    });
  });
});

describe('a program that is run by itself', () => {
  it('shows every mistake with its line and writes nothing', async () => {
    author.put(
      'alone/main.mjs',
      `import { Category, Claim, ClaimApp } from 'cdk8s-claims';
const app = new ClaimApp({ outdir: 'alone/dist' });
const infra = new Category(app, 'infra');
new Claim(infra, 'Bad_Name', { apiVersion: 'v1', kind: 'Thing' });
new Claim(infra, 'secret', { apiVersion: 'v1', kind: 'Thing', spec: { at: new Date() } });
app.synth();`,
    );
    const run = await author.run(['alone/main.mjs']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('ToolkitError: 2 errors in the declared claims\n');
    expect(run.stderr).toContain("  alone/main.mjs:4  infra/Bad_Name  claim name 'Bad_Name' has characters");
    expect(run.stderr).toContain('  alone/main.mjs:5  infra/secret  spec.at is a Date');
    expect(() => statSync(join(author.path, 'alone/dist'))).toThrow();
  });

  it('refuses a wrong cdk8s.yaml with its line', async () => {
    author.put('config/cdk8s.yaml', 'app: node main.mjs\ngitops:\n  projet: x\n');
    author.put('config/main.mjs', `import { ClaimApp } from 'cdk8s-claims';\nnew ClaimApp().synth();\n`);
    author.put('config/run.cjs', `process.chdir(__dirname); import('./main.mjs');`);
    const run = await author.run(['config/run.cjs']);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/cdk8s\.yaml:3 .*'gitops\.projet'.*'project'/);
  });
});
