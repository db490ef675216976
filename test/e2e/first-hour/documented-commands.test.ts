import { copiedLines } from '../../docs/copied-lines';
import { isNotPlayed } from '../../docs/not-played';
import { describeWithTerminal } from './packed-install';
import { ReaderWorld } from './reader-world';
import { SCENES, type Scene } from './scenes';

/** What no reader should meet: a name that nothing has, a stack trace. */
const DEAD_END = /\bunknown (?:command|option)\b|^\s+at .*:\d+:\d+\)?$|\bdefect\b|command not found/m;

describeWithTerminal('every command of the documentation, as copied', () => {
  let world: ReaderWorld;
  beforeAll(() => {
    world = new ReaderWorld();
  });
  afterAll(() => {
    world.end();
  });

  test.each<[string, Scene]>(Object.entries(SCENES))('%s', (block, scene) => {
    const { folder = 'project', before = {}, exits = {}, shows = {} } = scene;
    const lines = copiedLines().filter((line) => line.block === block && !isNotPlayed(line.text));
    const texts = lines.map(({ text }) => text);
    expect(texts).not.toEqual([]);
    const named = [before, exits, shows].flatMap((table) => Object.keys(table));
    expect(texts).toEqual(expect.arrayContaining(named));
    world.turnPage();
    for (const line of texts) {
      before[line]?.(world);
      const { exitCode, text } = world.type(line, folder);
      const expected = exits[line]?.[0] ?? 0;
      expect(`${line} ${exitCode}\n${exitCode === expected ? '' : text}`).toBe(`${line} ${expected}\n`);
      expect(text).not.toMatch(DEAD_END);
      expect(text).toContain(shows[line] ?? '');
      // A command says something; `cd` alone does not.
      expect(text.trim() === '').toBe(/^cd \S+$/.test(line));
    }
  });
});
