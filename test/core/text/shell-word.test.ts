import { spawnSync } from 'node:child_process';
import { shellWord } from '../../../core/text/shell-word';

test.each(['infra/app-data', './a.ts', 'user@host:repo.git'])('%s stands as it is', (text) => {
  expect(shellWord(text)).toBe(text);
});

test('whatever a shell would read otherwise comes back as it was', () => {
  const words = ['my claims', "it's", '$HOME', '~', '', 'a;b', '*', '-n', 'a"b', '`id`', '!x', '#x', 'ä b'];
  const { stdout } = spawnSync('/bin/sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(stdout.split('\n').slice(0, -1)).toEqual(words);
});
