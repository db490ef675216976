import { own } from '../../report/text/shown';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../../cli/command/build-program';
import { COMMANDS } from '../../cli/command/command-table';
import { SCENES } from '../e2e/first-hour/scenes';
import { copiedLines } from './copied-lines';
import { isNotPlayed, NOT_PLAYED } from './not-played';

const PROJECT = join(__dirname, '../..');

/** Blocks that a test plays line by line, by page and heading, but for what cannot be. A block below another heading is not played. */
const PLAYED: Readonly<Record<string, string>> = {
  'README.md#Five minutes': 'test/e2e/first-hour/first-hour.test.ts',
  'docs/forges.md#Set-up': 'test/e2e/docs/plain-git-review.test.ts',
  ...Object.fromEntries(
    Object.keys(SCENES).map((block) => [block, 'test/e2e/first-hour/documented-commands.test.ts']),
  ),
};

/** The arguments of each call of our command line in a line of shell. */
function calls(line: string): string[][] {
  return line
    .split(/\s(?:\||&&)\s/)
    .flatMap((part) => /^(?:[A-Z_]+=(?:"[^"]*"|'[^']*'|\S)* )*(?:npx )?claims (.*)$/.exec(part)?.[1] ?? [])
    .map((words) => words.split(' '));
}

const LINES = copiedLines();

test('commands are found on every kind of page', () => {
  expect(LINES.length).toBeGreaterThan(80);
  expect(new Set(LINES.map(({ block }) => block.split('#')[0])).size).toBeGreaterThan(6);
});

test('every command of the documentation is played, or it is said why it cannot be', () => {
  const unexplained = LINES.filter(({ block, text }) => PLAYED[block] === undefined && !isNotPlayed(text));
  expect(unexplained).toEqual([]);
  expect(NOT_PLAYED.filter(([pattern]) => !LINES.some(({ text }) => pattern.test(text)))).toEqual([]);
});

test('what plays a block is there, and so is the block', () => {
  for (const [block, file] of Object.entries(PLAYED)) {
    expect([block, LINES.some((line) => line.block === block)]).toEqual([block, true]);
    expect([file, existsSync(join(PROJECT, file))]).toEqual([file, true]);
  }
});

test('every call of the command line is one that it understands', () => {
  const all = LINES.flatMap(({ text }) => calls(text));
  expect(all.length).toBeGreaterThan(60);
  const refused = all.flatMap((argv) => {
    let found: string | undefined;
    const output = {
      write: () => undefined,
      columns: 80,
      colors: false,
      called: own('claims'),
      topHelp: () => '',
    };
    const program = buildProgram(COMMANDS, '0.0.0', output, ({ spec }) => (found = spec.name));
    try {
      program.parse(argv, { from: 'user' });
    } catch (error) {
      return [`${argv.join(' ')}: ${String(error)}`];
    }
    return found === undefined ? [`${argv.join(' ')}: runs nothing`] : [];
  });
  expect(refused).toEqual([]);
});
