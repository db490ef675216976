import { join } from 'node:path';
import { type AuthorFolder, authorFolder } from '../../installed-package';
import { claims, type CliRun } from '../../cli/cli-run';

const FIVE_MISTAKES = `import { Category, Claim, ClaimApp, VolumeClaim } from 'cdk8s-claims';
const app = new ClaimApp();
const infra = new Category(app, 'infra');
const thing = { apiVersion: 'v1', kind: 'Thing' };
new Claim(infra, 'Bad_Name', thing);
new Claim(infra, 'when', { ...thing, spec: { until: new Date(0) } });
new Claim(infra, 'app', thing);
new Claim(infra, 'twin', { ...thing, folder: 'app' });
new Category(app, '..');
new VolumeClaim(infra, 'open', {
  spec: { providerConfigRef: 'x', pvcName: 'ghp_012345678901234567890123456789012345' },
});
app.synth();
`;

/** With Node's own type stripping, as `claims init` sets it up; with ts-node and swc; with ts-node and the compiler. */
const RUNNERS = [
  ['node', 'node main.ts', '{}'],
  ['swc', 'node -r ts-node/register main.ts', '{ "swc": true }'],
  ['tsc', 'node -r ts-node/register main.ts', '{}'],
] as const;

let author: AuthorFolder;
beforeAll(() => {
  author = authorFolder();
});
afterAll(() => {
  author.remove();
});

let count = 0;

/** Runs a program of one TypeScript file. */
async function diff(
  text: string,
  [, app, settings]: readonly [string, string, string] = RUNNERS[0],
  ...more: string[]
): Promise<CliRun> {
  const project = `project-${count++}`;
  author.put(join(project, 'main.ts'), text);
  author.put(join(project, 'cdk8s.yaml'), `app: ${app}\ngitops:\n  repository: acme/harvester\n`);
  author.put(
    join(project, 'tsconfig.json'),
    `{ "compilerOptions": { "target": "es2022", "module": "nodenext", "strict": true, "noImplicitAny": false, "skipLibCheck": true, "types": [] }, "ts-node": ${settings} }`,
  );
  return claims(['diff', ...more], { cwd: join(author.path, project) });
}

describe('a program in TypeScript', () => {
  test('with five mistakes: five errors, each with file, line and what to do, exit 4', async () => {
    const people = await diff(FIVE_MISTAKES);
    expect(people).toMatchObject({ exitCode: 4, stdout: '' });
    expect(people.stderr).toContain('5 errors in the declared claims');
    for (const place of ['5  infra/Bad_Name', '6  infra/when', '8  infra/app', '9  ..', '10  infra/open']) {
      expect(people.stderr).toContain(`  main.ts:${place}`);
    }
    expect(people.stderr.match(/hint: /g)).toHaveLength(5);
    expect(people.stderr).not.toContain('ghp_0123');
    const machines = await diff(FIVE_MISTAKES, RUNNERS[0], '--json');
    expect(machines).toMatchObject({ exitCode: 4, stderr: '' });
    expect(machines.json()).toMatchObject({
      error: { code: 'program-invalid', kind: 'input', message: '5 errors in the declared claims' },
    });
    const { error } = machines.json() as unknown as {
      error: { issues: { code: string; source: { file: string; line: number } }[] };
    };
    expect(error.issues.map(({ code, source }) => [code, `${source.file}:${source.line}`])).toEqual([
      ['claim-name-invalid', 'main.ts:5'],
      ['value-not-json', 'main.ts:6'],
      ['claim-duplicate', 'main.ts:8'],
      ['category-name-invalid', 'main.ts:9'],
      ['secret-literal', 'main.ts:10'],
    ]);
  });

  test.each(RUNNERS.slice(0, 2))(
    'that throws, needs a missing module or does not parse shows its line (%s)',
    async (...runner) => {
      const esm = "import { ClaimApp } from 'cdk8s-claims';\nconst app: ClaimApp = new ClaimApp();\n";
      const thrown = await diff(
        `${esm}function f(): never {\n  throw new RangeError('too big');\n}\nf();\n`,
        runner,
      );
      expect(thrown.exitCode).toBe(4);
      expect(thrown.stderr).toContain('RangeError: too big');
      expect(thrown.stderr).toContain('main.ts:4');
      expect(thrown.stderr).toContain("| throw new RangeError('too big');");
      const missing = await diff(`${esm}import { x } from 'no-such-module';\nconsole.log(x, app);\n`, runner);
      expect(missing.exitCode).toBe(4);
      expect(missing.stderr).toContain('no-such-module');
      expect(missing.stderr).toContain('main.ts:3');
      const broken = await diff(`${esm}const = 3;\napp.synth();\n`, runner);
      expect(broken.exitCode).toBe(4);
      expect(broken.stderr).toContain('main.ts:3');
      expect(broken.stderr).toContain('| const = 3;');
      for (const { stdout, stderr } of [thrown, missing, broken]) {
        expect(stdout).toBe('');
        expect(stderr).not.toMatch(/node_modules|node:internal|at .*own-packages/);
      }
    },
  );

  test('with an error of types shows its line where the compiler checks them', async () => {
    const text =
      "import { ClaimApp } from 'cdk8s-claims';\nconst app = new ClaimApp();\nconst n: number = 'x';\nconsole.log(n);\napp.synth();\n";
    const run = await diff(text, RUNNERS[2], '--json');
    expect(run.exitCode).toBe(4);
    expect(run.json()).toMatchObject({
      error: {
        code: 'program-failed',
        kind: 'input',
        issues: expect.arrayContaining([
          expect.objectContaining({
            message: expect.stringContaining("Type 'string' is not assignable to type 'number'"),
            source: expect.objectContaining({ file: 'main.ts', line: 3 }),
          }),
        ]),
      },
    });
  });
});
