import fc from 'fast-check';
import { claims } from './cli-run';
import { anyHostile, INVISIBLE, MARK } from './places/hostile-text';
import { PLACES } from './places/places';
import { openStage, type OpenStage } from './places/stage';
import { runs, seed } from '../runs';

/** The styles that the command line uses: bold, dim and six colours, and their ends. */
const OWN_STYLE = /\u001b\[(?:1|2|22|31|32|33|35|36|39)m/g;

/** What another program prints has lines of its own. */
const HAS_LINES = /prints$|^the environment of the program$/;

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

test('nothing but visible text, line feeds and our own styles reaches the terminal, and no foreign text begins a line', async () => {
  const anyRun = fc.record({
    place: fc.constantFrom(...Object.keys(PLACES)),
    flags: fc.constantFrom([], ['--verbose'], ['--no-color'], ['--events', 'json']),
    tty: fc.boolean(),
    columns: fc.constantFrom(undefined, 40, 80),
    text: anyHostile,
  });
  await fc.assert(
    fc.asyncProperty(anyRun, async ({ place, flags, tty, columns, text }) => {
      stage.clear();
      const { argv, env } = PLACES[place]!(stage, text);
      const { stdout, stderr } = await claims([...argv, ...flags], {
        cwd: stage.folder,
        tty,
        columns,
        env: { CLAIMS_CACHE: 'off', ...env },
      });
      for (const bytes of [stdout, stderr]) {
        const said = bytes.replaceAll(OWN_STYLE, '');
        const found = INVISIBLE.exec(said);
        if (found !== null) {
          throw new Error(
            `${place}: ${JSON.stringify(said.slice(Math.max(0, found.index - 200), found.index + 50))}`,
          );
        }
        if (!HAS_LINES.test(place)) {
          expect(said.split('\n').filter((row) => row.trimStart().startsWith(MARK))).toEqual([]);
        }
      }
    }),
    { numRuns: runs(6, 10_000), seed: seed() },
  );
});
