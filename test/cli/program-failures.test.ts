import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('a program that does not do what it should', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    writeProject(folder.path, []);
  });
  afterEach(() => {
    folder.remove();
  });
  const program = (text: string): void => {
    writeFileSync(join(folder.path, 'main.js'), text);
  };
  const diff = async (...more: string[]): ReturnType<typeof claims> =>
    claims(['diff', ...more], { cwd: folder.path });

  test.each([
    [
      'throws',
      "const a = 1;\nfunction f() {\n  throw new TypeError('no such thing');\n}\nf();\n",
      'TypeError: no such thing',
      3,
    ],
    ['does not parse', 'const a = 1;\nconst = 2;\n', 'SyntaxError', 2],
    [
      'needs a module that is missing',
      "const a = 1;\n\nrequire('no-such-module');\n",
      "Cannot find module 'no-such-module'",
      3,
    ],
    [
      'rejects',
      "async function f() {\n  await null;\n  throw new Error('late');\n}\nf();\n",
      'Error: late',
      3,
    ],
  ])('%s: the message, the line of the author with its text, exit 4', async (_, text, message, line) => {
    program(text);
    const run = await diff();
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(`main.js:${line}`);
    expect(run.stderr).toContain(`| ${text.split('\n')[line - 1]?.trim()}`);
    expect(run.stderr).not.toContain('node:internal');
  });

  test('the same as JSON, on stdout', async () => {
    program("throw new Error('boom');\n");
    const run = await diff('--json');
    expect(run.exitCode).toBe(4);
    expect(run.json()).toMatchObject({
      error: {
        code: 'program-failed',
        kind: 'input',
        message: 'the program failed: Error: boom',
        issues: [{ code: 'program-failed', source: { file: 'main.js', line: 1 } }],
      },
    });
  });

  test('--verbose shows everything that it printed', async () => {
    program("console.error('looking for the answer');\nthrow new Error('boom');\n");
    expect((await diff('--verbose')).stderr).toContain('looking for the answer');
  });

  test('ends without app.synth()', async () => {
    program('');
    const run = await diff();
    expect(run).toMatchObject({ exitCode: 4, stdout: '' });
    expect(run.stderr).toContain('did you forget app.synth()?');
  });

  test.each([
    ['not JSON', 'garbage', 'is not JSON'],
    ['another version', '{"version":99}', "has version '99'"],
    [
      'a claim without kind',
      '{"version":1,"categories":[],"issues":[],"claims":[{"constructPath":"a/b"}]}',
      "at 'claims.0",
    ],
  ])('hands over %s', async (_, text, message) => {
    program(`require('node:fs').writeFileSync(process.env.CLAIMS_MODELS_OUT, ${JSON.stringify(text)});`);
    const run = await diff();
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain(message);
  });

  test('is killed', async () => {
    program("process.kill(process.pid, 'SIGKILL');");
    const run = await diff();
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('killed by SIGKILL');
  });

  test('never ends: it is stopped with all that it started', async () => {
    const pidFile = join(folder.path, 'pid');
    program(
      `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
setInterval(() => {}, 1000);`,
    );
    writeFileSync(join(folder.path, 'cdk8s.yaml'), 'app: node main.js\ngitops:\n  timeLimit: 0.7\n');
    const run = await diff();
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain('did not end within 0.7 s');
  });

  test('what it prints goes to stderr, never into our results', async () => {
    writeProject(folder.path, [{ key: 'infra/app' }], '  repository: acme/harvester\n');
    const text = `console.log('hello');console.error('careful');`;
    writeFileSync(
      join(folder.path, 'chatty.js'),
      `${text}require('node:fs').copyFileSync('models.json', process.env.CLAIMS_MODELS_OUT);\n`,
    );
    const run = await claims(['diff', '--json', '--app', 'node chatty.js'], { cwd: folder.path });
    expect(run.exitCode).toBe(0);
    expect(run.json()).toMatchObject({ summary: { added: 1 } });
    expect(run.stderr).toBe('hello\ncareful\n');
  });

  test.each([
    ['no-such-command main.js', 'not installed or not on the PATH'],
    ['tsc && node main.js', 'without a shell'],
  ])('app: %s', async (app, message) => {
    const run = await claims(['diff', '--app', app], { cwd: folder.path });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
  });

  test('five mistakes: five errors with their lines, exit 4', async () => {
    const issues = [1, 2, 3, 4, 5].map((line) => ({
      code: 'claim-name-invalid',
      message: `'App_${line}' is not a name`,
      construct: `infra/App_${line}`,
      source: { file: 'main.js', line },
      hint: `use 'app-${line}'`,
    }));
    const document = JSON.stringify({ version: 1, categories: [], claims: [], issues });
    program(`require('node:fs').writeFileSync(process.env.CLAIMS_MODELS_OUT, ${JSON.stringify(document)});`);
    const run = await diff();
    expect(run.exitCode).toBe(4);
    for (const line of [1, 2, 3, 4, 5]) {
      expect(run.stderr).toContain(`main.js:${line}  infra/App_${line}`);
      expect(run.stderr).toContain(`use 'app-${line}'`);
    }
    const json = await diff('--json');
    expect(json.json()).toMatchObject({
      error: { kind: 'input', issues: expect.arrayContaining([expect.anything()]) },
    });
  });
});
