import { splitCommand } from '../../../cli/program/split-command';

describe('splitCommand', () => {
  test.each<[string, string[]]>([
    ['node main.js', ['node', 'main.js']],
    ['  node   -e  \'console.log("a b")\' ', ['node', '-e', 'console.log("a b")']],
    ['node "a b.js" c\\ d', ['node', 'a b.js', 'c d']],
    ['node "say \\"hi\\" \\$5" \'\'', ['node', 'say "hi" $5', '']],
    ['node a"b c"d', ['node', 'ab cd']],
    ['node "a&b|c;d>e"', ['node', 'a&b|c;d>e']],
    ['node price=5$ --x=1', ['node', 'price=5$', '--x=1']],
  ])('%s', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });

  test.each([
    ['tsc && node main.js', "'&&'"],
    ['node main.js | tee log', "'|'"],
    ['node main.js > out', "'>'"],
    ['node $(which x)', "'$("],
    ['node "$HOME/main.js"', "'$HOME'"],
    ['node `x`', "'`'"],
    ['node a.js; node b.js', "';'"],
    ['NODE_ENV=test node main.js', "'NODE_ENV=test'"],
    ["node 'main.js", "the quote '"],
    ['   ', 'is empty'],
  ])('refuses %s and says what needs a shell', (command, word) => {
    expect(() => splitCommand(command)).toThrow(word);
  });
});
