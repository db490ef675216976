import { bareRepository, filesAt, seedCommit, temporaryFolder } from '../fixtures/git/git';
import { join } from 'node:path';
import { claims, writeProgram, writeProject } from './cli-run';
import { cellWidth } from '../../report/text/cell-width';

const LONG_NAME = 'a-claim-that-has-quite-a-long-name-as-well';
const LONG_TEXT = 'a text that is much longer than any terminal is wide: '.repeat(6).trim();
const NAMESPACE = 'a-namespace-with-a-name-of-some-length-in-it';
const REGISTRY = 'claims/registry.yaml';

/** Commands that print a table or a list, with what must be whole in it. */
const COMMANDS: readonly (readonly [argv: readonly string[], whole: string])[] = [
  [['list'], NAMESPACE],
  [['list', '--program'], NAMESPACE],
  [['status'], LONG_TEXT],
  [['diff'], LONG_TEXT],
  [['pr', '--dry-run'], `infra/${LONG_NAME}`],
  [['doctor', '--base', 'mian'], "did you mean 'main'?"],
  [['registry', 'verify'], 'the claim file volumeclaim.yaml is not listed'],
  [['explain'], 'the program and a person changed the same field'],
  [['explain', 'config-project-missing'], 'config-project-missing'],
  [['diff', '--target', `../${LONG_NAME}.git`], `/${LONG_NAME}.git`],
  [['list', '--category', 'infar'], "did you mean 'infra'?"],
];

describe('what a command prints into a pipe', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  // The tests only look.
  beforeAll(async () => {
    folder = temporaryFolder();
    const target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    const metadata = { namespace: NAMESPACE };
    const declared = [
      { key: `infra/${LONG_NAME}`, metadata, spec: { text: 'short' } },
      { key: 'infra/b', metadata },
    ];
    writeProject(cwd, declared, '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n');
    await claims(['pr', '--merge'], { cwd });
    const files = filesAt(target, 'main');
    seedCommit(target, {
      [REGISTRY]: (files[REGISTRY] ?? '').replace(
        /^( +)createdBy: .*$/m,
        `$&\n$1status: error\n$1statusMessage: "${LONG_TEXT}"`,
      ),
      'claims/infra/b/kustomization.yaml': 'resources: []\n',
    });
    writeProgram(cwd, [{ ...declared[0], key: `infra/${LONG_NAME}`, spec: { text: LONG_TEXT } }]);
  });
  afterAll(() => {
    folder.remove();
  });

  test.each(COMMANDS)('%j: is the same whatever COLUMNS says, and cut nowhere', async (argv, whole) => {
    const shown = async (env?: Readonly<Record<string, string>>): Promise<string> => {
      const { stdout, stderr } = await claims(argv, { cwd, ...(env && { env }) });
      return stdout + stderr;
    };
    const text = await shown();
    expect(text.replaceAll('\n  ', ' ')).toContain(whole);
    for (const COLUMNS of ['40', '200']) expect(await shown({ COLUMNS })).toBe(text);
  });

  test.each([40, 80, 200])('fits a terminal of %d columns where it is a table', async (columns) => {
    const { stdout } = await claims(['list'], { cwd, columns, tty: true, env: { NO_COLOR: '1' } });
    const words = stdout.trimEnd().split('\n');
    expect(words.filter((row) => cellWidth(row) > Math.max(columns, NAMESPACE.length + 4))).toEqual([]);
    expect(stdout.includes('CREATED BY')).toBe(columns === 200);
  });

  test('is that of 80 columns in a terminal that does not know its width', async () => {
    const seen = async (options: object): Promise<string> =>
      (await claims(['diff'], { cwd, tty: true, env: { NO_COLOR: '1', COLUMNS: '' }, ...options })).stdout;
    const usual = await seen({ columns: 80 });
    expect(usual).toContain('…');
    expect(await seen({ columns: 0 })).toBe(usual);
    expect(await seen({})).toBe(usual);
  });
});
