import { commandGroups } from '../../cli/command/command-groups';
import { COMMANDS } from '../../cli/command/command-table';
import { claims } from './cli-run';

test('help groups every command by what it is for, each once', async () => {
  const groups = commandGroups(COMMANDS);
  expect(groups.map(([task]) => task)).not.toContain('Others');
  const listed = groups.flatMap(([, specs]) => specs.map(({ name }) => name));
  expect([...listed].sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  const { stdout } = await claims(['--help'], { cwd: '/', columns: 80 });
  for (const [task, [first]] of groups) {
    expect(stdout).toMatch(new RegExp(`\n${task}:\n  ${first?.name ?? ''} `));
  }
});

test('a command that nobody put into a group is shown all the same', () => {
  const lost = { ...COMMANDS[0]!, name: 'lost' };
  expect(commandGroups([lost])).toEqual([['Others', [lost]]]);
});
