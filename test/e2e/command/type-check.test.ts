import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkTypes } from '../../../cli/program/type-check';
import { temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, type CliRun } from '../../cli/cli-run';
import { writeDeclarations } from '../../cli/package-declarations';

const WRONG =
  'const size: string = 20;\nconst shape: { a: { b: string } } = { a: { b: 1, } };\nexport const both = [size, shape];\n';

/** Settings with which the compiler reads little. */
const FAST = { strict: true, noEmit: true, lib: ['es5'], types: [], allowImportingTsExtensions: true };

describe('the types of a program', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const put = (file: string, text: string): void => {
    writeFileSync(join(folder.path, file), text);
  };
  const run = (...argv: string[]): Promise<CliRun> =>
    claims(argv, { cwd: folder.path, env: { CLAIMS_CACHE: join(folder.path, 'cache') } });

  describe('of a new project', () => {
    let declarations: ReturnType<typeof temporaryFolder>;
    let entry = '';
    beforeAll(() => {
      declarations = temporaryFolder();
      entry = writeDeclarations(declarations.path);
    });
    afterAll(() => {
      declarations.remove();
    });
    beforeEach(async () => {
      expect(await run('init', '.', '--project', 'shop')).toMatchObject({ exitCode: 0 });
      const config = readFileSync(join(folder.path, 'tsconfig.json'), 'utf8');
      const built = /"[^"]*\/build\/synth\/index\.d\.ts"/;
      expect(config).toMatch(built);
      put('tsconfig.json', config.replace(built, JSON.stringify(entry)));
      // What runs needs no package; the types are those of main.ts all the same.
      mkdirSync(join(folder.path, 'run'));
      put('run/package.json', '{}');
      writeProgram(join(folder.path, 'run'), [{ key: 'infra/app-data' }]);
      put(
        'run/main.js',
        "require('node:fs').copyFileSync(__dirname + '/models.json', process.env.CLAIMS_MODELS_OUT);\n",
      );
      put(
        'cdk8s.yaml',
        readFileSync(join(folder.path, 'cdk8s.yaml'), 'utf8').replace('main.ts', 'run/main.js'),
      );
    });
    test('know the test runner and the environment of Node, as the documentation uses them', async () => {
      put(
        'shop.test.ts',
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { Testing } from 'cdk8s-claims/testing';\n" +
          "test(process.env['NAME'] ?? 'shop', () => assert.deepEqual(Testing.issues(Testing.app()), []));\n",
      );
      const config = readFileSync(join(folder.path, 'tsconfig.json'), 'utf8');
      const built = /"[^"]*\/build\/synth\/app\/testing\.d\.ts"/;
      expect(config).toMatch(built);
      put('tsconfig.json', config.replace(built, JSON.stringify(join(dirname(entry), 'app/testing.d.ts'))));
      expect(await run('synth')).toMatchObject({ exitCode: 0, stderr: '' });
    });

    test.each([
      ['nothing', './infra'],
      ['the ending of a compiled file', './infra.js'],
    ])(
      'a file that is imported with %s for .ts is one mistake, with the name that works',
      async (_case, name) => {
        put('infra.ts', 'export const size = 20;\n');
        put('main.ts', `import { size } from '${name}';\nconsole.log(size);\n`);
        put('cdk8s.yaml', 'app: node main.ts\ngitops:\n  project: shop\n  typeCheck: true\n');
        const { stderr, exitCode } = await run('synth');
        expect(exitCode).toBe(4);
        expect(stderr).toContain("'./infra.ts'");
        expect(stderr).not.toContain('infra.js?');
        expect(stderr.match(/main\.ts:1/g)).toHaveLength(1);
        expect(stderr.match(/hint:/g)?.length ?? 0).toBeLessThan(2);
      },
    );

    const breakIt = (): void => {
      const text = readFileSync(join(folder.path, 'main.ts'), 'utf8');
      put('main.ts', text.replace("storage: '20Gi'", 'storage: 20'));
    };

    test('are right as it is made, and what was learned is kept in the cache', async () => {
      expect(readFileSync(join(folder.path, 'cdk8s.yaml'), 'utf8')).toContain('  typeCheck: true\n');
      expect(await run('synth')).toMatchObject({ exitCode: 0, stderr: '' });
      const kept = readdirSync(join(folder.path, 'cache'));
      expect(kept.filter((name) => name.endsWith('.tsbuildinfo'))).toHaveLength(1);
      expect(await run('synth')).toMatchObject({ exitCode: 0, stderr: '' });
    });

    test('that are wrong end diff, synth and pr with the line of the author; --no-type-check lets them pass', async () => {
      breakIt();
      const wrong = await run('synth');
      expect(wrong).toMatchObject({ exitCode: 4, stdout: '' });
      expect(wrong.stderr).toContain("Type 'number' is not assignable to type 'string'. (TS2322)");
      expect(wrong.stderr).toMatch(/main\.ts:8\n {4}\| spec: \{.*storage: 20 \}/);
      expect(wrong.stderr).toContain('claims explain program-type-error');
      expect(existsSync(join(folder.path, 'dist'))).toBe(false);
      const json = await run('diff', '--json');
      expect(json.exitCode).toBe(4);
      expect(json.json()).toEqual({
        error: {
          code: 'program-type-error',
          kind: 'input',
          message: "the program has a type error: Type 'number' is not assignable to type 'string'. (TS2322)",
          issues: [
            {
              code: 'program-type-error',
              message: "Type 'number' is not assignable to type 'string'. (TS2322)",
              source: { file: 'main.ts', line: 8, column: 66 },
            },
          ],
        },
      });
      expect((await run('pr')).exitCode).toBe(4);
      expect((await run('synth', '--no-type-check')).exitCode).toBe(0);
    });
  });

  describe('of any program', () => {
    beforeEach(() => {
      put('cdk8s.yaml', 'app: sh program.sh\ngitops:\n  typeCheck: types/tsconfig.json\n');
      mkdirSync(join(folder.path, 'types'));
      put(
        'types/tsconfig.json',
        '{ "compilerOptions": { "strict": true, "lib": ["es5"], "types": [] }, "include": ["*.ts"] }\n',
      );
      put('types/a.ts', WRONG);
      writeProgram(folder.path, [{ key: 'infra/app' }]);
    });
    const issuesOf = (failed: CliRun): { code: string; message: string }[] =>
      (failed.json() as unknown as { error: { issues: { code: string; message: string }[] } }).error.issues;

    test('are all reported, with the further lines of the compiler', async () => {
      const failed = await run('diff', '--json');
      expect(failed.json()).toMatchObject({ error: { message: 'the program has 2 type errors' } });
      expect(issuesOf(failed)).toMatchObject([
        { source: { file: 'types/a.ts', line: 1, column: 7 } },
        { source: { file: 'types/a.ts', line: 2, column: 44 } },
      ]);
    });

    test.each([
      [
        'an enum, where Node takes types out only',
        { 'main.ts': "enum Size { Big = '20Gi' }\nconsole.log(Size.Big);\n" },
        ['main.ts:1', 'or run the program with ts-node'],
      ],
      [
        'an import of a folder',
        {
          'main.ts': "import { size } from './lib';\nconsole.log(size);\n",
          'lib/index.ts': 'export const size = 1;\n',
        },
        ['main.ts:1', "write './lib/index.ts'"],
      ],
      [
        'a name that is nearly right',
        {
          'main.ts': "import { size } from './sise.ts';\nconsole.log(size);\n",
          'size.ts': 'export const size = 1;\n',
        },
        ['main.ts:1', "write './size.ts'"],
      ],
      [
        'JSON without its attribute',
        {
          'main.ts': "import sizes from './sizes.json';\nconsole.log(sizes);\n",
          'sizes.json': '{ "a": 1 }\n',
        },
        ['main.ts:1', "with { type: 'json' }"],
      ],
      [
        'a type that is imported as a value',
        {
          'main.ts': "import { Size } from './size.ts';\nexport const a: Size = 1;\n",
          'size.ts': 'export type Size = 1;\n',
        },
        ['main.ts:1', 'write `type Size`'],
      ],
    ])('%s is told once, with what to write', async (_what, files, said) => {
      put('cdk8s.yaml', 'app: node main.ts\ngitops:\n  typeCheck: true\n');
      put('package.json', '{ "type": "module" }');
      put(
        'tsconfig.json',
        JSON.stringify({
          compilerOptions: {
            ...FAST,
            module: 'nodenext',
            erasableSyntaxOnly: true,
            verbatimModuleSyntax: true,
          },
          include: ['*.ts'],
        }),
      );
      put('console.ts', 'declare global { var console: { log: (text: unknown) => void } }\nexport {};\n');
      mkdirSync(join(folder.path, 'lib'));
      for (const [file, text] of Object.entries(files)) put(file, text);
      const { exitCode, stderr } = await run('synth');
      expect(exitCode).toBe(4);
      for (const text of said) expect(stderr).toContain(text);
      expect(stderr.match(/^ {2}main\.ts:\d/gm)).toHaveLength(1);
      expect(stderr.match(/hint:/g)).toHaveLength(1);
    });

    test('of a project inside of it are not its own, unless the program imports them', async () => {
      put('cdk8s.yaml', 'app: sh program.sh\ngitops:\n  typeCheck: true\n');
      put('tsconfig.json', JSON.stringify({ compilerOptions: FAST, include: ['**/*.ts'] }));
      for (const [inner, ...marks] of [
        ['infra', 'Pulumi.yaml'],
        ['claims', 'cdk8s.yaml'],
        ['site', 'package.json', 'tsconfig.json'],
      ] as const) {
        mkdirSync(join(folder.path, inner, 'src'), { recursive: true });
        for (const mark of marks) put(`${inner}/${mark}`, '{}');
        put(`${inner}/src/a.ts`, `export const ${inner}: string = 1;\n`);
      }
      rmSync(join(folder.path, 'types'), { recursive: true });
      put('own.ts', 'export const own = 1;\n');
      expect(await run('synth')).toMatchObject({ exitCode: 0, stderr: '' });
      put('own.ts', "export { site } from './site/src/a';\n");
      const failed = await run('diff', '--json');
      expect(issuesOf(failed)).toMatchObject([{ source: { file: 'site/src/a.ts', line: 1 } }]);
    });

    test('of a project inside of it are no reason to pass where the compiler was cut short', async () => {
      const lib = join(folder.path, 'node_modules/typescript/lib');
      mkdirSync(lib, { recursive: true });
      mkdirSync(join(folder.path, 'infra'));
      put('infra/Pulumi.yaml', '{}');
      writeFileSync(join(lib, '../package.json'), '{ "name": "typescript" }');
      writeFileSync(
        join(lib, 'tsc.js'),
        "require('node:fs').writeSync(1, 'infra/a.ts(1,1): error TS2322: no\\n'); process.kill(process.pid, 'SIGKILL');\n",
      );
      const cut = await run('diff');
      expect(cut.exitCode).toBe(2);
      expect(cut.stderr).toContain('the TypeScript compiler failed (SIGKILL)');
    });

    test('come after what made the program fail', async () => {
      put('main.js', "throw new Error('boom');\n");
      const failed = await run('diff', '--json');
      expect(failed.exitCode).toBe(4);
      expect(issuesOf(failed).map(({ code }) => code)).toEqual([
        'program-failed',
        'program-type-error',
        'program-type-error',
      ]);
      expect(issuesOf(failed)[0]).toMatchObject({ message: 'Error: boom' });
    });

    test('come after the claims that are wrong', async () => {
      writeProgram(folder.path, [{ key: 'infra/app' }], [{ code: 'claim-name-invalid', message: 'no name' }]);
      const failed = await run('diff', '--json');
      expect(failed.json()).toMatchObject({ error: { code: 'program-invalid' } });
      expect(issuesOf(failed).map(({ message }) => message.slice(0, 7))).toEqual([
        'no name',
        "Type 'n",
        "Type 'n",
      ]);
    });

    test('are not told twice when the program tells them too', async () => {
      put(
        'main.js',
        "console.error(\"types/a.ts(1,7): error TS2322: Type 'number' is not assignable to type 'string'.\");\nprocess.exit(1);\n",
      );
      const failed = await run('diff', '--json');
      expect(issuesOf(failed).map(({ code }) => code)).toEqual(['program-failed', 'program-type-error']);
    });

    test.each([
      [
        'an option that is not known',
        '{ "compilerOptions": { "nonsense": 1, "lib": ["es5"] } }',
        "Unknown compiler option 'nonsense'",
      ],
      ['something that is not JSON', '{ "compilerOptions": { "lib": ["es5"], "types": [] ', "'}' expected"],
      [
        'a base that is missing',
        '{ "extends": "./nowhere.json", "compilerOptions": { "lib": ["es5"], "types": [] } }',
        'nowhere.json',
      ],
    ])('a tsconfig with %s is a mistake of the configuration', async (_, text, said) => {
      put('types/tsconfig.json', text);
      const failed = await run('diff');
      expect(failed.exitCode).toBe(2);
      expect(failed.stderr).toContain("'types/tsconfig.json' of gitops.typeCheck is not valid");
      expect(failed.stderr).toContain(said);
      expect(failed.stderr).toContain('gitops.typeCheck: false');
    });

    test('a tsconfig that is missing is named, and the variable turns the check off', async () => {
      rmSync(join(folder.path, 'types/tsconfig.json'));
      const failed = await run('diff');
      expect(failed.exitCode).toBe(2);
      expect(failed.stderr).toContain("'types/tsconfig.json' of gitops.typeCheck does not exist");
      const off = await claims(['diff'], { cwd: folder.path, env: { CLAIMS_TYPE_CHECK: 'false' } });
      expect(off.exitCode).toBe(0);
    });

    test('the compiler of the project comes first, and gets no token', async () => {
      const lib = join(folder.path, 'node_modules/typescript/lib');
      mkdirSync(lib, { recursive: true });
      writeFileSync(join(lib, '../package.json'), '{ "name": "typescript", "version": "5.0.0" }');
      const seen = join(folder.path, 'seen.json');
      writeFileSync(
        join(lib, 'tsc.js'),
        `require('node:fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify([process.argv.slice(2), process.env]));\n`,
      );
      const env = { GITHUB_TOKEN: 'ghp_x', NODE_OPTIONS: '' };
      expect(await claims(['diff'], { cwd: folder.path, env })).toMatchObject({ exitCode: 0 });
      const [args, environment] = JSON.parse(readFileSync(seen, 'utf8')) as [
        string[],
        Record<string, string>,
      ];
      expect(args.slice(0, 5)).toEqual([
        '-p',
        join(folder.path, 'types/tsconfig.json'),
        '--noEmit',
        '--pretty',
        'false',
      ]);
      expect(args.at(-1)).toMatch(/node_modules\/\.cache\/cdk8s-claims\/[0-9a-f]+\.tsbuildinfo$/);
      expect(environment).not.toHaveProperty('GITHUB_TOKEN');
    });

    test('a compiler that fails, or takes too long, is said to', async () => {
      const lib = join(folder.path, 'node_modules/typescript/lib');
      mkdirSync(lib, { recursive: true });
      writeFileSync(join(lib, '../package.json'), '{ "name": "typescript" }');
      writeFileSync(join(lib, 'tsc.js'), "throw new Error('out of order');\n");
      const failed = await run('diff');
      expect(failed.exitCode).toBe(2);
      expect(failed.stderr).toContain('the TypeScript compiler failed (exit code 1)');
      expect(failed.stderr).toContain('out of order');
      writeFileSync(join(lib, 'tsc.js'), 'setInterval(() => undefined, 1000);\n');
      const endless = checkTypes({
        app: 'node main.js',
        tsconfig: 'types/tsconfig.json',
        projectFolder: folder.path,
        env: process.env,
        secretVariables: [],
        timeLimit: 0.2,
        signal: new AbortController().signal,
        reporter: { report: () => undefined },
      });
      await expect(endless).rejects.toMatchObject({
        code: 'type-check-unavailable',
        message: 'the type check did not end within 0.2 s and was stopped',
      });
    });
  });
});
