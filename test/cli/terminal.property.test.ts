import fc from 'fast-check';
import { anyCharacter } from '../any-character';
import { claims } from './cli-run';
import { PLACES } from './places/places';
import { openStage, type OpenStage } from './places/stage';
import { runs, seed } from '../runs';

/** What a terminal obeys, and what misleads whoever reads it (UTS #39, CVE-2021-42574, ECMA-48); the mark shows where a line begins. */
const HOSTILE = [
  '\u001b[31m',
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u009b31m',
  '\u0090',
  '\u009d',
  '\u0085',
  '\b\b\b\b',
  '\r',
  '\r\n',
  '\u007f',
  '\0',
  '\t',
  '\v',
  '\f',
  '\n',
  '\n\n',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u200e',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u{e0001}',
  '\u{e0041}',
  '\ufe0f',
  '\u3164',
  '\u115f',
  '\u2800',
  '\u00a0',
  '\u180e',
  '\ufff9',
  '\ud800',
  '\udc00',
  '\uffff',
  '\ufdd0',
  '\ufdd0[1m',
  '\ufdd0[31m',
] as const;
const MARK = 'FORGED';

// Written out here, not taken from the source: what is neither a line feed nor a plain blank and cannot be seen.
const INVISIBLE =
  /(?![\n ])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
/** The styles that the command line uses: bold, dim and six colours, and their ends. */
const OWN_STYLE = /\u001b\[(?:1|2|22|31|32|33|35|36|39)m/g;

const anyHostile = fc
  .array(
    fc.oneof(
      fc.constantFrom<string>(...HOSTILE),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
      fc.constant(`\n${MARK}`),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => `a${parts.join('b')}c`);

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
    { numRuns: runs(12, 10_000), seed: seed() },
  );
});

test('JSON has its controls in escapes, and says the same', async () => {
  const anyRun = fc.record({
    place: fc.constantFrom(
      'a field of a claim',
      'an entry of the registry',
      'an issue of the program',
      'a command',
    ),
    text: anyHostile,
  });
  await fc.assert(
    fc.asyncProperty(anyRun, async ({ place, text }) => {
      stage.clear();
      const { argv } = PLACES[place]!(stage, text);
      const { stdout, json } = await claims([...argv, '--json'], { cwd: stage.folder });
      expect(INVISIBLE.exec(stdout)).toBeNull();
      if (place === 'an entry of the registry') {
        expect((json() as unknown as { createdBy: string }[])[0]?.createdBy).toBe(text);
      } else json();
    }),
    { numRuns: runs(4, 500), seed: seed() },
  );
});
