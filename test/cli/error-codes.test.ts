import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE, type ErrorCode } from '../../core/errors/catalogue';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { bareRepository, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

const CLAIMS = [{ key: 'infra/app', spec: { size: '1Gi' } }];
const TARGET = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n';

interface Case {
  readonly argv: readonly string[];
  /** `app:` of the project. */
  readonly app?: string;
  readonly gitops?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the project. */
  readonly files?: Readonly<Record<string, string>>;
}

const CASES: Partial<Readonly<Record<ErrorCode, Case>>> = {
  'program-not-configured': { argv: ['diff'], app: '' },
  'program-command-invalid': { argv: ['diff'], app: 'node main.js && echo done' },
  'program-not-found': { argv: ['diff'], app: 'no-such-program main.js' },
  'program-timeout': { argv: ['diff'], app: 'sleep 600', gitops: `${TARGET}  timeLimit: 1\n` },
  'program-killed': { argv: ['diff'], app: 'sh killed.sh', files: { 'killed.sh': 'kill -KILL $$\n' } },
  'program-no-document': { argv: ['diff'], app: 'true' },
  'program-failed': { argv: ['diff'], app: 'false' },
  'request-not-found': { argv: ['pr', '--show'] },
  'project-not-found': { argv: ['rename-project', 'nobody'] },
  'claim-not-found': { argv: ['delete', 'infra/nothing'] },
  'claim-still-declared': { argv: ['delete', 'infra/app'] },
  'forge-token-missing': { argv: ['pr'], gitops: `${TARGET}  forge:\n    type: github\n` },
  'forge-token-invalid': {
    argv: ['pr'],
    gitops: `${TARGET}  forge:\n    type: github\n    tokenFile: token.txt\n`,
    files: { 'token.txt': 'two\nlines of a file\n' },
  },
  'import-lock-invalid': { argv: ['import', '--check'], files: { 'imports/lock.json': '{"version": 0}' } },
  'import-source-missing': { argv: ['import', 'nowhere'] },
  'import-source-unreadable': { argv: ['import', 'http://127.0.0.1:9/xrd.yaml'] },
  'import-empty': { argv: ['import', 'empty'], files: { 'empty/x.yaml': 'a: 1\n' } },
  'definition-invalid': {
    argv: ['import', 'xrd.yaml'],
    files: {
      'xrd.yaml':
        'apiVersion: apiextensions.crossplane.io/v1\nkind: CompositeResourceDefinition\nmetadata: {name: x}\nspec: {group: 3, names: {kind: X}}\n',
    },
  },
  'usage-invalid': { argv: ['diff', '--exit-cod'] },
  'config-unreadable': { argv: ['diff', '--config', 'nowhere.yaml'] },
  'target-missing': { argv: ['pr'], gitops: '  project: shop\n' },
  'file-exists': { argv: ['init', '.'], files: { 'package.json': '{}' } },
};

describe('a failing command', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    folder = temporaryFolder();
    bareRepository(folder.path, { 'README.md': 'hello\n' });
  });
  afterAll(() => {
    folder.remove();
  });

  test.each(Object.entries(CASES))('%s: says its code, and ends with its exit code', async (code, each) => {
    const { argv, app, gitops = TARGET, env, files = {} } = each;
    const cwd = join(folder.path, code);
    writeProject(cwd, CLAIMS, gitops);
    if (app !== undefined) {
      const line = app === '' ? '' : `app: ${JSON.stringify(app)}\n`;
      writeFileSync(join(cwd, 'cdk8s.yaml'), `${line}gitops:\n${gitops}`);
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(cwd, path, '..'), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    const clean = { GITHUB_TOKEN: '', CLAIMS_APP: '', ...env };
    const { exitCode, stdout } = await claims([...argv, '--json'], { cwd, env: clean });
    const { error } = JSON.parse(stdout) as { error: { code: ErrorCode; issues: { code: ErrorCode }[] } };
    expect([error.code, ...error.issues.map((issue) => issue.code)]).toContain(code);
    expect(exitCode).toBe(ERROR_KINDS[ERROR_CATALOGUE[error.code].kind].exitCode);
    expect(ERROR_CATALOGUE[code as ErrorCode].kind).toBe(ERROR_CATALOGUE[error.code].kind);
  });
});
