import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../../cli/command/build-program';
import { COMMANDS } from '../../cli/command/command-table';

const PROJECT = join(__dirname, '../..');

/** Blocks that a test plays line by line, by page and heading. A block below another heading is not played. */
const PLAYED: Readonly<Record<string, string>> = {
  'README.md#Five minutes': 'test/e2e/first-hour/first-hour.test.ts',
  'docs/forges.md#Set-up': 'test/e2e/docs/plain-git-review.test.ts',
};

/** What no test can play as it stands, with the reason. What calls `claims` is parsed all the same. */
const NOT_PLAYED: readonly (readonly [RegExp, string])[] = [
  [/^npm (?:ci|start)$/, 'is how the checkout comes to be in which the tests run'],
  [/^ssh |github:|--repo |GITHUB_TOKEN/, 'asks GitHub'],
  [/https:\/\/|postgresql:\/\//, 'asks a server of somebody else'],
  [/kubectl|import cluster/, 'asks a cluster'],
  [
    /serve (?:collector|informer|registry)/,
    'runs until it is stopped: test/e2e/collector, test/e2e/informer',
  ],
  [
    /--from http|^curl .*127\.0\.0\.1/,
    'asks a service that was started a block before: test/docs, test/e2e/collector',
  ],
  [/^openssl |^printf /, 'makes the secrets of a service: test/e2e/collector'],
  [
    /^docker |^pulumi |^cd (?:node_modules|claims-infra)|^npm install/,
    'asks a registry of images or of packages, and an engine: test/e2e/deploy, test/e2e/pulumi',
  ],
  [/--watch$|^claims demo$/, 'runs until it is stopped: test/e2e/command/watch-diff.test.ts, test/e2e/demo'],
  [/^claims completion /, 'is run by real shells: test/cli/completion.test.ts'],
  [
    /^(?:cd my-claims && )?(?:npx )?claims /,
    'an example of a command, with claims of a repository that the reader has: parsed here, its command has tests of its own',
  ],
];

interface Line {
  readonly block: string;
  readonly text: string;
}

/** Every line that a reader may copy into a shell; the examples of errors show what is wrong, not what to do. */
function copied(): Line[] {
  const pages = readdirSync(join(PROJECT, 'docs')).filter(
    (name) => name.endsWith('.md') && name !== 'errors.md',
  );
  return ['README.md', ...pages.map((name) => `docs/${name}`)].flatMap((page) => {
    const text = readFileSync(join(PROJECT, page), 'utf8');
    return [...text.matchAll(/^```(sh|bash|shell|console|text)\n([^]*?)^```/gm)].flatMap((found) => {
      const [, language = '', body = ''] = found;
      const heading = /[^]*^## (.*)$/m.exec(text.slice(0, found.index))?.[1] ?? '';
      return body
        .split('\n')
        .filter((line) => isCommand(line, language))
        .map((line) => ({
          block: `${page}#${heading}`,
          text: line.replace(/^\$ /, '').replace(/\s+#.*$/, ''),
        }));
    });
  });
}

/** In a console, what follows the prompt; in plain text, what calls our command line. */
function isCommand(line: string, language: string): boolean {
  if (language === 'console') return line.startsWith('$ ');
  if (language === 'text') return /^(?:[A-Z_]+=\S+ )*(?:npx )?claims [a-z-]|[|&] claims /.test(line);
  return line.trim() !== '' && !line.startsWith('#');
}

/** The arguments of each call of our command line in a line of shell. */
function calls(line: string): string[][] {
  return line
    .split(/\s(?:\||&&)\s/)
    .flatMap((part) => /^(?:[A-Z_]+=(?:"[^"]*"|'[^']*'|\S)* )*(?:npx )?claims (.*)$/.exec(part)?.[1] ?? [])
    .map((words) => words.split(' '));
}

const LINES = copied();

test('commands are found on every kind of page', () => {
  expect(LINES.length).toBeGreaterThan(80);
  expect(new Set(LINES.map(({ block }) => block.split('#')[0])).size).toBeGreaterThan(6);
});

test('every command of the documentation is played, or it is said why it cannot be', () => {
  const rest = LINES.filter(({ block }) => PLAYED[block] === undefined);
  const unexplained = rest.filter(({ text }) => !NOT_PLAYED.some(([pattern]) => pattern.test(text)));
  expect(unexplained).toEqual([]);
  expect(NOT_PLAYED.filter(([pattern]) => !rest.some(({ text }) => pattern.test(text)))).toEqual([]);
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
    const output = { write: () => undefined, columns: 80, colors: false, topHelp: () => '' };
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
