import { writeProject, claims } from './cli-run';
import { temporaryFolder } from '../fixtures/git/git';

test('the columns of a list depend on the width of a terminal, and on nothing where it is piped', async () => {
  const folder = temporaryFolder();
  try {
    const metadata = { namespace: 'a-namespace-with-a-name-of-some-length-in-it' };
    writeProject(folder.path, [
      { key: 'infra/app', metadata },
      { key: 'infra/a-claim-that-has-quite-a-long-name-as-well', metadata },
    ]);
    const heading = async (options: object): Promise<string[]> => {
      const { stdout } = await claims(['list'], { cwd: folder.path, ...options });
      return (stdout.split('\n')[0] ?? '').trim().split(/ {2,}/);
    };
    const all = ['NAME', 'TEMPLATE', 'CATEGORY', 'NAMESPACE', 'KIND', 'DECLARED AT'];
    expect(await heading({})).toEqual(all);
    expect(await heading({ env: { COLUMNS: '40' } })).toEqual(all);
    expect(await heading({ columns: 200 })).toEqual(all);
    expect(await heading({ columns: 110 })).not.toEqual(all);
  } finally {
    folder.remove();
  }
});
