import { join } from 'node:path';
import { bareRepository, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProgram, writeProject } from './cli-run';

const XRDS = join(__dirname, '../../claims/xrds');

describe('--events json', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  beforeEach(() => {
    folder = temporaryFolder();
    bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      [{ key: 'infra/app' }],
      '  project: shop\n  target: ../target.git\n  repository: acme/harvester\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });

  async function stepsOf(
    argv: readonly string[],
  ): Promise<{ exitCode: number; open: string[]; details: string[] }> {
    const { exitCode, stderr } = await claims([...argv, '--events', 'json', '--json'], { cwd });
    const open: string[] = [];
    const details: string[] = [];
    for (const row of stderr.split('\n').filter(Boolean)) {
      const { type, step, detail } = JSON.parse(row) as Record<string, string | undefined>;
      if (type === 'step:start') open.push(String(step));
      if (type === 'step:end') open.splice(open.lastIndexOf(String(step)), 1);
      if (detail !== undefined) details.push(detail);
    }
    expect(details.length).toBeGreaterThan(0);
    return { exitCode, open, details };
  }

  test.each([
    [['diff']],
    [['synth']],
    [['pr']],
    [['doctor']],
    [['import', XRDS]],
    [['adopt', '../target.git', '--out', '../adopted']],
  ])('of %j ends every step that it starts, and counts one of a thing as one', async (argv) => {
    const { exitCode, open, details } = await stepsOf(argv);
    expect([exitCode, open]).toEqual([0, []]);
    expect(details.filter((detail) => /\b1 (?:claim|change|file)s\b/.test(detail))).toEqual([]);
  });

  test('ends a step that fails, too', async () => {
    expect(await stepsOf(['diff', '--base', 'nowhere'])).toMatchObject({ exitCode: 1, open: [] });
    writeProgram(cwd, [{ key: 'infra/app' }], [{ code: 'claim-name-invalid', message: 'no name' }]);
    expect(await stepsOf(['diff'])).toMatchObject({ exitCode: 4, open: [] });
    expect(await stepsOf(['diff', '--app', 'sh -c false'])).toMatchObject({ exitCode: 4, open: [] });
  });
});
