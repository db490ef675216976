import { copiedLines } from '../../docs/copied-lines';
import { isNotPlayed } from '../../docs/not-played';
import { describeWithTerminal } from './packed-install';
import { ReaderWorld } from './reader-world';
import { SCENES, type Scene } from './scenes';

/** What no reader should meet: a name that nothing has, a stack trace. */
const DEAD_END = /\bunknown (?:command|option)\b|^\s+at .*:\d+:\d+\)?$|\bdefect\b|command not found/m;

/** Plays a block; fails where a line does not end as the page says. */
function play(world: ReaderWorld, block: string, scene: Scene): void {
  const { folder = 'project', before = {}, exits = {}, shows = {} } = scene;
  const lines = copiedLines().filter((line) => line.block === block && !isNotPlayed(line.text));
  const texts = lines.map(({ text }) => text);
  const named = [before, exits, shows].flatMap((table) => Object.keys(table));
  expect([block, texts.length]).not.toEqual([block, 0]);
  expect(texts).toEqual(expect.arrayContaining(named));
  world.turnPage();
  for (const line of texts) {
    before[line]?.(world);
    const { exitCode, text } = world.type(line, folder);
    const expected = exits[line]?.[0] ?? 0;
    const ended = `${block}: ${line}: `;
    expect(`${ended}${exitCode}\n${exitCode === expected ? '' : text}`).toBe(`${ended}${expected}\n`);
    expect(text).not.toMatch(DEAD_END);
    expect(text).toContain(shows[line] ?? '');
    // A command says something; `cd` alone does not.
    expect([line, text.trim() === '']).toEqual([line, /^cd \S+$/.test(line)]);
  }
}

describeWithTerminal('the documentation, copied line by line', () => {
  let world: ReaderWorld;
  beforeAll(() => {
    world = new ReaderWorld();
  });
  afterAll(() => {
    world.end();
  });

  // One reader's way through all pages: what a block leaves is where the next one begins.
  test('every command of every block ends as its page says, and shows what the reader looks for', () => {
    for (const [block, scene] of Object.entries(SCENES)) play(world, block, scene);
  }, 600_000);
});
